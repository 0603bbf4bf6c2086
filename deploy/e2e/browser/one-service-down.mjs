// One service does not answer: its panel says so, the others go on. The browser is made to see the gateway's own 503.
import { run, settled, signIn } from './browser.mjs';

const down = (service) => ({
  status: 503,
  contentType: 'application/problem+json',
  headers: { 'Retry-After': '2' },
  body: JSON.stringify({ title: 'A service cannot be reached', status: 503, detail: `${service} cannot be reached.` }),
});

await run(async ({ page, url, look, check }) => {
  await page.route('**/api/quality/**', (route) => route.fulfill(down('quality-server')));
  await signIn(page, url);
  await settled(page);
  check('nothing goes on loading', (await page.locator('.loading:visible').count()) === 0);
  check('the gates panel says who is down', await page.locator('#gates-error', { hasText: 'quality-server' }).isVisible());
  check('the datasets panel does not', await page.locator('#datasets-error').isHidden());
  check('datasets show', (await page.locator('.datasets > li').count()) > 0);
  check('nothing is claimed to be open', (await page.getByText('All gates are open.').count()) === 0);
  await look('quality-down');

  await page.unroute('**/api/quality/**');
  await page.route('**/api/catalog/v1/datasets**', (route) => route.fulfill(down('catalog-server')));
  await page.reload();
  await page.locator('#home').waitFor();
  await page.locator('#datasets-error', { hasText: 'catalog-server' }).waitFor();
  check('the gates panel goes on', await page.locator('#gates-error').isHidden());
});
