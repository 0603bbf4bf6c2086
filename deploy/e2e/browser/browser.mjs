// A real Chromium on the page of a running platform, and what every scenario needs of it.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 800 };

/** Opens the page, hands it to the scenario, and fails if anything that the scenario or the browser found is wrong. */
export async function run(scenario) {
  if (!existsSync(EXECUTABLE)) {
    console.error(`There is no browser at ${EXECUTABLE}. Install it: apt-get install -y chromium`);
    process.exit(2);
  }
  const { BASE_URL: url, SCREENSHOTS: shots } = process.env;
  mkdirSync(shots, { recursive: true });
  const profile = mkdtempSync(join(process.env.TMP_DIR ?? tmpdir(), 'chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    viewport: WIDE,
    locale: 'en-GB',
    timezoneId: 'UTC',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
    ],
  });
  context.setDefaultTimeout(20_000);
  const faults = [];
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('dialog', (dialog) => { faults.push(`a dialog opened: ${dialog.message()}`); dialog.dismiss(); });
  page.on('console', (message) => {
    // That an answer was 401 or 503 is what some scenarios are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(`console: ${message.text()}`);
  });
  try {
    await scenario({ page, url, look: (name) => look(page, name, shots, faults), check: (what, held) => held || faults.push(what) });
  } catch (failure) {
    faults.push(failure.stack);
    await page.screenshot({ path: join(shots, 'failed.png'), fullPage: true }).catch(() => {});
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  if (faults.length > 0) {
    console.error(`${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
    process.exit(1);
  }
  console.log('no faults');
}

/** Looks at the page as it is, in light and dark, wide and narrow: a picture of each, axe on each, and nothing may stick out. */
async function look(page, name, shots, faults) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const [size, viewport] of [['wide', WIDE], ['narrow', NARROW]]) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${size}.png`), fullPage: true });
      for (const fault of await axe(page)) faults.push(`${name}, ${colorScheme}, ${size}: ${fault}`);
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overhang > 0) faults.push(`${name}, ${size}: the page is ${overhang} px wider than the window`);
    }
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), AXE_TAGS);
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Signs in with the keyboard alone. */
export async function signIn(page, url) {
  await page.goto(url);
  await page.locator('#sign-in').waitFor();
  await page.keyboard.type(process.env.SLUICE_USER ?? 'admin'); // the first field has the focus already
  await page.keyboard.press('Tab');
  await page.keyboard.type(process.env.PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#home').waitFor();
  await settled(page);
}

/** Until the first answers are there. */
export async function settled(page) {
  await page.waitForFunction(() => document.getElementById('refreshed').textContent.startsWith('Refreshed'));
}

/** Presses Tab until the wanted element has the focus, which must be visible on the way. */
export async function tabTo(page, selector, most = 40) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const [there, visible] = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      const style = getComputedStyle(focused);
      return [focused.matches(wanted), focused === document.body || style.outlineStyle !== 'none'];
    }, selector);
    if (!visible) throw new Error(`the focus is not visible on the way to ${selector}`);
    if (there) return;
  }
  throw new Error(`${selector} cannot be reached with ${most} tabs`);
}
