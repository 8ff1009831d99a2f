import { withPage, kit, info } from './.z';
withPage(async (page) => {
  const { open, panel, credential } = await kit(page);
  await open({ resource: 'flow', operation: 'update', updateFields: { graph: '{}' } }); await panel('/tmp/fb/p1.png');
  await open({ triggerOn: 'limit' }, 'flowMateTrigger'); await panel('/tmp/fb/p2.png');
  await page.getByTestId('credential-edit-button').click(); await page.waitForTimeout(2500);
  await page.screenshot({ path: '/tmp/fb/c1.png' });
  const d = page.getByTestId('editCredential-modal');
  await d.getByText('Act as User').hover(); await page.waitForTimeout(900);
  await page.screenshot({ path: '/tmp/fb/c2.png' });
  await d.getByTestId('parameter-input-allowedHttpRequestDomains').scrollIntoViewIfNeeded(); await page.waitForTimeout(600);
  await page.screenshot({ path: '/tmp/fb/c3.png' });
});
