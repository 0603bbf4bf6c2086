// What a stranger sees, and what a wrong password gives.
import { run } from './browser.mjs';

await run(async ({ page, url, look, check }) => {
  await page.goto(url);
  await page.locator('#sign-in').waitFor();
  check('the user field has the focus', await page.locator('#user').evaluate((field) => field === document.activeElement));
  check('nothing of the home page shows', await page.locator('#home').isHidden());
  await look('signed-out');

  await page.fill('#user', 'nobody-of-this-name');
  await page.fill('#password', 'wrong');
  await page.keyboard.press('Enter');
  await page.locator('#sign-in-error', { hasText: 'do not match' }).waitFor();
  await look('wrong-password');
});
