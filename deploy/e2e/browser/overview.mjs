// What a person sees who is signed in: given as JSON in EXPECT, as {name, datasets, open, halted: [{gate, batch, path, words}]}.
import { run, signIn } from './browser.mjs';

const expected = JSON.parse(process.env.EXPECT);

await run(async ({ page, url, look, check }) => {
  await signIn(page, url);
  check('no panel complains', (await page.locator('.error:visible').count()) === 0);
  check('the person is named', (await page.locator('#who').textContent()).includes('admin'));

  for (const name of expected.datasets ?? []) {
    check(`dataset ${name} is listed`, await page.locator('.datasets .name', { hasText: name }).first().isVisible());
  }
  if (expected.open) {
    check('it says that all gates are open', await page.getByText('All gates are open.').isVisible());
  }
  for (const { gate, batch, path, words } of expected.halted ?? []) {
    const article = page.locator('article.halt', { has: page.getByRole('heading', { name: gate, exact: true }) });
    check(`gate ${gate} is shown as halted`, (await article.count()) === 1);
    const text = await article.innerText();
    check(`the batch ${batch} of ${gate} is named: ${text}`, text.includes(batch));
    check(`the reason of ${gate} says "${words}": ${text}`, text.includes(words));
    const chips = await article.locator('.chain .chip').allTextContents();
    for (const step of path ?? []) check(`the path of ${gate} names ${step}: ${chips}`, chips.some((chip) => chip.includes(step)));
    check(`${gate} is among the gates with its decision`,
      await page.locator('.gates tr', { hasText: gate }).getByText('Halt').first().isVisible());
  }
  await look(expected.name);

  await page.locator('#sign-out').click();
  await page.locator('#sign-in').waitFor();
  const cookies = await page.context().cookies();
  check('signing out takes the cookie away', cookies.every((cookie) => cookie.name !== 'sluice_session'));
});
