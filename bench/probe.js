/**
 * Looks into the n8n that is being measured: its memory, and where its time goes. Answers on 127.0.0.1, port BENCH_PROBE_PORT.
 */
const { createServer } = require('node:http');
const { readFileSync, writeFileSync } = require('node:fs');
const inspector = require('node:inspector');
const v8 = require('node:v8');
const vm = require('node:vm');

const session = new inspector.Session();
const ask = (method, parameters) =>
	new Promise((resolve, reject) =>
		session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result))),
	);

/** The largest heap seen since the last reset, with what buffers hold beside it. Looked at between two turns of the event loop. */
let largestHeap = 0;
const heap = () => {
	const { used_heap_size, external_memory } = v8.getHeapStatistics();
	return used_heap_size + external_memory;
};
const sample = () => (largestHeap = Math.max(largestHeap, heap()));

const answers = {
	/** Collects garbage and begins a new measurement of the peaks. Gives what is in use now, in bytes. */
	async '/reset'() {
		v8.setFlagsFromString('--expose-gc');
		vm.runInNewContext('gc')();
		if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
		largestHeap = heap();
		return { resident: process.memoryUsage().rss, heap: largestHeap };
	},
	/** The largest since then; the resident set elsewhere than on Linux since the start. */
	async '/peak'() {
		sample();
		const resident =
			process.platform === 'linux'
				? Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
				: process.resourceUsage().maxRSS * 1024;
		return { resident, heap: largestHeap };
	},
	async '/profile/start'() {
		session.connect();
		await ask('Profiler.enable');
		await ask('Profiler.setSamplingInterval', { interval: 500 });
		await ask('Profiler.start');
		return true;
	},
	async '/profile/stop'() {
		const { profile } = await ask('Profiler.stop');
		session.disconnect();
		return profile;
	},
};

if (process.argv[2] === 'start' && process.env.BENCH_PROBE_PORT) {
	setInterval(sample, 20).unref();
	createServer((request, response) => {
		answers[request.url]().then(
			(answer) => response.end(JSON.stringify(answer)),
			(error) => response.writeHead(500).end(String(error)),
		);
	})
		.listen(Number(process.env.BENCH_PROBE_PORT), '127.0.0.1')
		.unref();
}
