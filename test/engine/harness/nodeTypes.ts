import { RoutingNode, type ExecuteContext, type PackageDirectoryLoader } from 'n8n-core';
import {
	NodeConnectionTypes,
	NodeHelpers,
	type IDataObject,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { standIns } from './standIns';

/** The node types a workflow of the harness can use: those of the package under test and the stand-ins. */
export class PackageNodeTypes implements INodeTypes {
	private readonly tools = new Map<string, INodeType>();

	constructor(private readonly loader: PackageDirectoryLoader) {}

	/** 'flowMate' => 'n8n-nodes-flowmate.flowMate' */
	fullName(shortName: string): string {
		return `${this.loader.packageName}.${shortName}`;
	}

	latestVersion(shortName: string): number {
		const { type } = this.loader.getNode(shortName);
		if ('nodeVersions' in type) return type.currentVersion;
		return [type.description.version].flat().at(-1) ?? 1;
	}

	getKnownTypes(): IDataObject {
		return { ...this.loader.known.nodes };
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		return standIns[type] ?? this.loader.getNode(this.shortName(type)).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		const standIn = standIns[type];
		if (standIn) return standIn;
		const shortName = this.shortName(type);
		if (shortName in this.loader.known.nodes) return this.packageNode(shortName, version);
		return this.asTool(`${type}@${version}`, this.packageNode(shortName.replace(/Tool$/, ''), version));
	}

	private shortName(type: string): string {
		const prefix = `${this.loader.packageName}.`;
		if (!type.startsWith(prefix)) {
			throw new Error(
				`The harness knows no node type "${type}": add a stand-in or use a node of this package`,
			);
		}
		return type.slice(prefix.length);
	}

	private packageNode(shortName: string, version?: number): INodeType {
		const nodeType = NodeHelpers.getVersionedNodeType(this.loader.getNode(shortName).type, version);
		if (needsRouting(nodeType)) {
			const routing = (context: unknown) => new RoutingNode(context as ExecuteContext, nodeType).runNode();
			nodeType.execute = async function () {
				return (await routing(this)) ?? [];
			};
		}
		return nodeType;
	}

	/** What n8n makes of a node with `usableAsTool` when it hangs below an agent: same code, no inputs, an ai_tool output. */
	private asTool(key: string, nodeType: INodeType): INodeType {
		if (!nodeType.description.usableAsTool) throw new Error(`${key}: the node is not usableAsTool`);
		let tool = this.tools.get(key);
		if (!tool) {
			const description = {
				...nodeType.description,
				name: `${nodeType.description.name}Tool`,
				inputs: [],
				outputs: [NodeConnectionTypes.AiTool],
				properties: [
					{
						displayName: 'Tool Description',
						name: 'descriptionType',
						type: 'options' as const,
						options: [{ name: 'Set Automatically', value: 'auto' }],
						default: 'auto',
					},
					...nodeType.description.properties,
				],
			};
			tool = Object.create(nodeType, { description: { value: description } }) as INodeType;
			this.tools.set(key, tool);
		}
		return tool;
	}
}

/** n8n gives a node an `execute` that runs its routing when it has no code of its own; with `methods` only if it has `requestDefaults`. */
function needsRouting(nodeType: INodeType): boolean {
	const { execute, supplyData, poll, trigger, webhook, methods, description } = nodeType;
	if (execute || supplyData || poll || trigger) return false;
	return description.requestDefaults !== undefined || (!webhook && !methods);
}
