import { withPage, info, ids } from './.y';
export { withPage, info, ids };
export async function kit(page: any) {
  const api = async (method: string, path: string, body?: any) => page.evaluate(async ({ method, path, body }: any) => {
     const r = await fetch('/rest' + path, { method, headers: { 'content-type': 'application/json', 'browser-id': localStorage.getItem('n8n-browserId') ?? '' }, body: body && JSON.stringify(body) }); return (await r.json()); }, { method, path, body });
  const credential = async (name: string, data: any = {}) => { const l = (await api('GET', '/credentials')).data.find((c: any) => c.name === name); if (l) return l;
    return (await api('POST', '/credentials', { name, type: 'flowMateApi', data: { authentication: 'login', baseUrl: info.sandbox, ...info.partner, ...data } })).data; };
  const open = async (parameters: any, type = 'flowMate', cred?: any, before?: any) => {
    cred ??= await credential('FlowMate');
    const r = await api('POST', '/workflows', { name: 'x', nodes: [{ id: 'tttt', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [-200,0], parameters: {} }, ...(before ? [before] : []), { id: 'aaaa', name: 'FlowMate', type: 'n8n-nodes-flowmate.' + type, typeVersion: 1, position: [0,0], parameters, credentials: { flowMateApi: { id: cred.id, name: cred.name } } }], connections: type === 'flowMate' ? (before ? { Start: { main: [[{ node: before.name, type: 'main', index: 0 }]] }, [before.name]: { main: [[{ node: 'FlowMate', type: 'main', index: 0 }]] } } : { Start: { main: [[{ node: 'FlowMate', type: 'main', index: 0 }]] } }) : {}, settings: {} });
    await page.goto(`${info.url}/workflow/${r.data.id}/aaaa`);
    await page.getByTestId('node-parameters').waitFor();
    await page.waitForTimeout(1200);
  };
  const panel = async (path: string, height = 800) => { const box = await page.getByTestId('node-parameters').boundingBox();
    await page.screenshot({ path, clip: { x: box.x - 8, y: box.y, width: box.width + 16, height: Math.min(height, 895 - box.y) } }); };
  return { api, credential, open, panel };
}
