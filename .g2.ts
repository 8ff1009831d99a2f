import { withPage, kit } from './.z';
withPage(async (page) => {
  const { open } = await kit(page);
  await open({ resource: 'flow', operation: 'getAll' });
  await page.getByTestId('credential-edit-button').click(); await page.waitForTimeout(2500);
  console.log(await page.getByTestId('editCredential-modal').locator('button').evaluateAll((e: any[]) => e.map(x => x.outerHTML.slice(0, 250))));
});
