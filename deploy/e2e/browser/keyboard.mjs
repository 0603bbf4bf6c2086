// The keyboard alone: search, open a dataset, read its schema and neighbours, and keep one's place while the page refreshes.
import { run, settled, signIn, tabTo } from './browser.mjs';

const { search, columns, upstream, downstream, hostile } = JSON.parse(process.env.EXPECT);

await run(async ({ page, url, look, check }) => {
  await signIn(page, url);
  await tabTo(page, '#search');
  await page.keyboard.type(search);
  await page.waitForFunction((text) => [...document.querySelectorAll('.datasets .name')].every((n) => n.textContent.includes(text)), search);
  await tabTo(page, 'summary');
  await page.keyboard.press('Enter');
  const details = page.locator('details[open] .details');
  await details.getByText('Owners').waitFor();
  const text = await details.innerText();
  for (const part of [...columns, ...upstream, ...downstream]) check(`${part} shows: ${text}`, text.includes(part));
  await look('dataset');

  await page.locator('summary').first().focus();
  const before = await page.locator('#refreshed').textContent();
  await page.waitForFunction((was) => document.getElementById('refreshed').textContent !== was, before, { timeout: 30_000 });
  await settled(page);
  check('the focus stays where it was', await page.evaluate(() => document.activeElement.matches('summary')));
  check('the dataset stays open', (await page.locator('details[open]').count()) === 1);

  await page.fill('#search', hostile);
  await page.locator('.datasets .name', { hasText: hostile }).waitFor();
  check('markup in a name stays text', (await page.locator('.datasets img').count()) === 0);

  await page.fill('#search', 'nothing has this name');
  await page.getByText('No dataset matches').waitFor();
  await look('nothing-found');
});
