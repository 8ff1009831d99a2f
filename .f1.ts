import { withPage, kit } from './.z';
withPage(async (page) => {
  const { open, panel } = await kit(page);
  await open({ resource: 'flow', operation: 'start' }); await panel('/tmp/fb/p1.png');
  await open({ resource: 'flow', operation: 'update', updateFields: { graph: '{}', cron: '', type: 'ordinary' } }); await panel('/tmp/fb/p2.png');
  await open({ resource: 'template', operation: 'generateFlow' }); await panel('/tmp/fb/p3.png');
  await open({ triggerOn: 'limit' }, 'flowMateTrigger'); await panel('/tmp/fb/p4.png');
  await open({ resource: 'webhook', operation: 'send' });
  await page.getByTestId('resource-locator-flow').getByTestId('rlc-input').click(); await page.waitForTimeout(1500); await panel('/tmp/fb/p5.png');
});
