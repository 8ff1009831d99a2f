import { withPage, kit, info } from './.z';
withPage(async (page) => {
  const { open, api, credential } = await kit(page);
  const c = await credential('FlowMate');
  const before = { id: 'ssss', name: 'Flows', type: 'n8n-nodes-flowmate.flowMate', typeVersion: 1, position: [-100, 0], parameters: { resource: 'flow', operation: 'getAll', limit: 2 }, credentials: { flowMateApi: { id: c.id, name: c.name } } };
  await open({ resource: 'webhook', operation: 'send', dataMode: 'json', flow: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }, 'flowMate', c, before);
  await page.getByText('Execute the node').first().click(); await page.waitForTimeout(1500); await page.screenshot({ path: '/tmp/fb/l5.png' }); await page.getByTestId('ndv-input-panel').getByText('2 items').waitFor({ timeout: 20000 }).catch(e => console.log(e.message));
  await page.getByTestId('parameter-input-dataMode').click();
  await page.getByRole('option', { name: 'Mapped Fields' }).click();
  await page.waitForTimeout(2500);
  await page.screenshot({ path: '/tmp/fb/l4.png' });
});
