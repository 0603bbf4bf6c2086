// The page of Sluice. Everything that comes from outside becomes text, never markup: there is no innerHTML here.

const REFRESH_MS = 10_000;
const PAGE_SIZE = 50;
const LARGEST_PAGE = 500;
const $ = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** Replaces what an element holds, but only if it would show something else: focus and selection stay. */
function show(container, state, render) {
  const key = JSON.stringify(state);
  if (container.dataset.shown === key) return;
  container.dataset.shown = key;
  container.replaceChildren(...[render()].flat().filter(Boolean));
}

// ── asking the services ──────────────────────────────────────────────────────────────────────────────────────────────

class SignedOut extends Error {}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, {
      ...options,
      cache: 'no-store',
      headers: { Accept: 'application/json', 'X-Sluice-Request': '1', ...options.headers },
      signal: AbortSignal.timeout(15_000),
    });
  } catch (failure) {
    throw new Error(failure.name === 'TimeoutError' ? 'No answer within 15 seconds.' : 'Sluice cannot be reached.');
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  const words = problem.detail ?? problem.title ?? `The answer was ${response.status}.`;
  if (response.status === 401 && !options.signIn) throw new SignedOut(words);
  throw Object.assign(new Error(words), { status: response.status });
}

const query = (parameters) =>
  new URLSearchParams(Object.entries(parameters).filter(([, value]) => value != null && value !== '')).toString();

/** A whole list, page by page, up to a bound that a person could still read. */
async function all(path, parameters = {}) {
  const items = [];
  let cursor = null;
  do {
    const page = await call(`${path}?${query({ ...parameters, limit: LARGEST_PAGE, cursor })}`);
    items.push(...(page.items ?? []));
    cursor = page.nextCursor ?? null;
  } while (cursor && items.length < 4 * LARGEST_PAGE);
  return items;
}

// ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const REASONS = {
  RULE_FAILED: 'A rule failed',
  SCHEMA_BREAK: 'The schema broke',
  UPSTREAM_HALTED: 'Something upstream is halted',
  STALE_INPUT: 'An input is stale',
  INCOMPLETE_INPUT: 'An input is incomplete',
  NO_EVIDENCE: 'There is no evidence to decide on',
  WAIVED: 'A waiver covers it',
  EVALUATION_ERROR: 'A rule could not be evaluated',
  TIMEOUT: 'The evaluation took too long',
};
const DECISIONS = { PASS: 'Pass', WARN: 'Warn', HALT: 'Halt' };

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
function time(instant) {
  const at = new Date(instant ?? NaN);
  return Number.isNaN(at.getTime()) ? 'not yet' : el('time', { datetime: instant }, clock.format(at));
}

function decision(value) {
  return value in DECISIONS
    ? el('span', { class: `status ${value}` }, DECISIONS[value])
    : el('span', { class: 'status NONE' }, 'Not asked yet');
}

// ── what is halted ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Open halts, and gates that were told to halt though the halt is not their own, once each. */
function haltedNow(halts, gates) {
  const found = new Map();
  for (const halt of halts) {
    found.set(JSON.stringify([halt.gate, halt.batch ?? null]), halt);
  }
  for (const { gate, dataset, lastEvaluation: last } of gates) {
    const key = JSON.stringify([gate, last?.batch ?? null]);
    if (last?.decision === 'HALT' && !found.has(key)) {
      found.set(key, { gate, dataset, batch: last.batch, since: last.decidedAt, reasons: last.reasons });
    }
  }
  return [...found.values()].sort((a, b) => String(b.since).localeCompare(String(a.since)));
}

/** A step of a path, as quality-server writes it: job:NAMESPACE:NAME or dataset:NAMESPACE:NAME. */
function chip(step, isEnd) {
  const job = step.startsWith('job:');
  const name = step.slice(step.lastIndexOf(':') + 1) || step;
  return el('li', {}, el('span', { class: `chip${job ? ' job' : ''}${isEnd ? ' end' : ''}`, title: step }, name));
}

function reason({ code, rule, message, path }) {
  // The chips below show the path; the sentence need not repeat it.
  const said = path?.length ? message?.split('; it reaches here by ')[0] : message;
  const words = said || REASONS[code] || code;
  return el(
    'li',
    {},
    el('p', { class: 'why' }, words),
    rule && !words.includes(rule) ? el('p', { class: 'muted small' }, 'Rule: ', rule) : null,
    path?.length
      ? el('ol', { class: 'chain', 'aria-label': 'Path from the halted dataset' },
          ...path.map((step, i) => chip(step, i === 0 || i === path.length - 1)))
      : null,
  );
}

function renderHalts(halted) {
  if (halted.length === 0) return el('p', { class: 'all-open' }, 'All gates are open.');
  return halted.map((halt) =>
    el(
      'article',
      { class: 'halt' },
      el(
        'header',
        {},
        el('h3', {}, halt.gate),
        decision('HALT'),
        halt.batch ? el('p', {}, 'batch ', el('strong', {}, halt.batch)) : null,
        el('p', { class: 'muted small' }, 'since ', time(halt.since)),
      ),
      halt.dataset ? el('p', { class: 'muted small' }, `${halt.dataset.name} in ${halt.dataset.namespace}`) : null,
      halt.reasons?.length
        ? el('ul', { class: 'reasons' }, ...halt.reasons.map(reason))
        : el('p', { class: 'why' }, 'No reason was given.'),
    ));
}

function renderGates(gates) {
  if (gates.length === 0) {
    return el('p', { class: 'muted' }, 'There are no gates yet. Saving a rule set makes one.');
  }
  const head = ['Gate', 'Last decision', 'Batch', 'Decided'].map((text) => el('th', { scope: 'col' }, text));
  const rows = gates.map(({ gate, lastEvaluation: last }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, gate),
      el('td', {}, decision(last?.decision)),
      el('td', {}, last?.batch ?? ''),
      el('td', {}, last ? time(last.decidedAt) : ''),
    ));
  return el('table', { class: 'gates' }, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows));
}

// ── datasets ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const datasets = { wanted: PAGE_SIZE, search: '', rows: new Map(), asked: 0 };
const idOf = ({ namespace, name }) => JSON.stringify([namespace, name]);

/** One row; the same dataset keeps its element, so that it stays open and focused while the list is refreshed. */
function datasetRow(dataset) {
  const body = el('div', { class: 'details' }, el('p', { class: 'muted' }, 'Loading…'));
  const summary = el('summary', {}, el('span', { class: 'name' }, dataset.name), ' ',
    el('span', { class: 'namespace' }, dataset.namespace));
  const details = el('details', {}, summary, body);
  details.addEventListener('toggle', () => details.open && fillDetails(dataset, body));
  return { dataset, details, body, item: el('li', {}, details) };
}

async function loadDatasets() {
  const asked = ++datasets.asked;
  const base = datasets.search ? '/api/catalog/v1/search' : '/api/catalog/v1/datasets';
  const found = [];
  let cursor = null;
  do {
    const limit = Math.min(LARGEST_PAGE, datasets.wanted - found.length);
    const page = await call(`${base}?${query({ q: datasets.search, limit, cursor })}`);
    found.push(...(page.items ?? []));
    cursor = page.nextCursor ?? null;
  } while (cursor && found.length < datasets.wanted);
  if (asked === datasets.asked) renderDatasets(found, cursor !== null); // else: an answer to an older question
}

function renderDatasets(found, more) {
  const rows = new Map(found.map((dataset) => [idOf(dataset), datasets.rows.get(idOf(dataset)) ?? datasetRow(dataset)]));
  for (const [id, row] of datasets.rows) if (!rows.has(id)) row.item.remove();
  let next = $('datasets').firstElementChild;
  for (const { item } of rows.values()) {
    if (item === next) next = next.nextElementSibling;
    else $('datasets').insertBefore(item, next);
  }
  datasets.rows = rows;
  $('more').hidden = !more;
  const none = datasets.search ? `No dataset matches “${datasets.search}”.` : 'No dataset is registered yet.';
  $('datasets-empty').textContent = rows.size === 0 ? none : '';
  if (datasets.search) $('datasets-count').textContent = `${rows.size}${more ? ' or more' : ''} found`;
}

/** Both halves come from different services, so each fails by itself. */
async function fillDetails(dataset, body) {
  const id = query({ namespace: dataset.namespace, name: dataset.name });
  const [known, graph] = await Promise.all([
    settled(call(`/api/catalog/v1/datasets/by-id?${id}`)),
    settled(call(`/api/v1/lineage?${query({ nodeId: nodeId(dataset), depth: 2 })}`)),
  ]);
  const hops = graph.value ? neighbours(dataset, graph.value) : null;
  const catalogError = known.value ? null : `catalog-server: ${known.error.message}`;
  const unknown = graph.error?.status === 404;
  const lineageError = graph.value || unknown ? null : `lineage-server: ${graph.error.message}`;
  show(body, [known.value, catalogError, hops, lineageError], () => [
    ...(known.value ? aboutDataset(known.value) : [el('p', { class: 'error wide' }, catalogError)]),
    ...(lineageError
      ? [el('p', { class: 'error wide' }, lineageError)]
      : [hopList('Upstream', hops?.upstream), hopList('Downstream', hops?.downstream)]),
  ]);
}

function aboutDataset({ description, owners, tags, schema, location }) {
  const titled = (title, ...content) => el('div', {}, el('h3', {}, title), ...content);
  const owned = owners?.length ? owners.map((owner) => (owner.type ? `${owner.name} (${owner.type})` : owner.name)) : ['nobody yet'];
  return [
    description ? el('p', { class: 'wide' }, description) : null,
    titled('Owners', el('p', {}, owned.join(', '))),
    location?.path ? titled('Location', el('p', {}, el('code', {}, location.path))) : null,
    tags?.length ? titled('Tags', el('p', {}, tags.join(', '))) : null,
    el('div', { class: 'wide' }, el('h3', {}, schema ? `Schema, version ${schema.version}` : 'Schema'), schemaTable(schema)),
  ];
}

function schemaTable(schema) {
  if (!schema?.columns?.length) return el('p', { class: 'muted' }, 'No schema is registered.');
  const head = ['Column', 'Type', 'May be null'].map((text) => el('th', { scope: 'col' }, text));
  const rows = schema.columns.map(({ name, type, nullable, description }) =>
    el('tr', {}, el('th', { scope: 'row', title: description }, name), el('td', {}, el('code', {}, String(type))),
      el('td', {}, nullable === false ? 'no' : 'yes')));
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Schema' },
    el('table', {}, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows)));
}

const nodeId = ({ namespace, name }) => `dataset:${namespace}:${name}`;

/** The datasets one job away, either way. */
function neighbours(dataset, { graph = [] }) {
  const nodes = new Map(graph.map((node) => [node.id, node]));
  const far = (edges, end) => (edges ?? []).map((edge) => edge[end]);
  const hop = (edges, end) => {
    const beyond = far(nodes.get(nodeId(dataset))?.[edges], end).flatMap((job) => far(nodes.get(job)?.[edges], end));
    return [...new Set(beyond)].map((id) => nodes.get(id)?.data ?? { name: id.replace(/^dataset:/, ''), namespace: '' })
      .map(({ name, namespace }) => ({ name, namespace }));
  };
  return { upstream: hop('inEdges', 'origin'), downstream: hop('outEdges', 'destination') };
}

function hopList(title, found) {
  const chips = found?.map(({ name, namespace }) => el('li', {}, el('span', { class: 'chip', title: namespace || undefined }, name)));
  return el('div', {}, el('h3', {}, title),
    chips?.length ? el('ul', { class: 'neighbours' }, ...chips) : el('p', { class: 'muted' }, 'nothing known'));
}

// ── one refresh ──────────────────────────────────────────────────────────────────────────────────────────────────────

const settled = (promise) => promise.then((value) => ({ value }), (error) => {
  if (error instanceof SignedOut) throw error;
  return { error };
});

/** A panel keeps what it last showed when its service fails, and says so. */
function complain(id, service, error) {
  const line = $(`${id}-error`);
  line.hidden = !error;
  if (error) $(id).querySelector(':scope > .loading')?.remove();
  const named = error?.message.includes(service);
  const words = error ? `${named ? '' : `${service}: `}${error.message}` : '';
  if (line.textContent !== words) line.textContent = words;
}

async function refreshGates() {
  const [halts, gates] = await Promise.all([
    settled(all('/api/quality/v1/halts', { open: true })),
    settled(all('/api/quality/v1/gates')),
  ]);
  const error = halts.error ?? gates.error;
  complain('halts', 'quality-server', error);
  complain('gates', 'quality-server', gates.error);
  if (!error) {
    const halted = haltedNow(halts.value, gates.value);
    show($('halts'), halted, () => renderHalts(halted));
    document.title = halted.length ? `(${halted.length} halted) Sluice` : 'Sluice';
  }
  if (gates.value) show($('gates'), gates.value, () => renderGates(gates.value));
}

async function refreshDatasets() {
  const { error } = await settled(loadDatasets());
  complain('datasets', 'catalog-server', error);
  const open = [...datasets.rows.values()].filter(({ details }) => details.open).slice(0, 20);
  await Promise.all(open.map(({ dataset, body }) => fillDetails(dataset, body)));
}

let timer = null;
async function refresh() {
  clearTimeout(timer);
  try {
    await Promise.all([refreshGates(), refreshDatasets()]);
    $('refreshed').textContent = `Refreshed ${new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(new Date())}`;
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(refresh, REFRESH_MS);
  } catch (failure) {
    ended(failure);
  }
}

function ended(failure) {
  if (!(failure instanceof SignedOut)) throw failure;
  showSignIn('Your session has ended. Sign in again.');
}

// ── signing in and out ───────────────────────────────────────────────────────────────────────────────────────────────

function showSignIn(message = '') {
  clearTimeout(timer);
  $('loading').hidden = true;
  for (const id of ['home', 'who', 'sign-out']) $(id).hidden = true;
  $('sign-in').hidden = false;
  $('sign-in-error').textContent = message;
  document.title = 'Sign in · Sluice';
  $('user').focus();
}

function showHome(subject) {
  $('loading').hidden = true;
  $('sign-in').hidden = true;
  $('who').textContent = subject ?? '';
  for (const id of ['home', 'who', 'sign-out']) $(id).hidden = false;
  document.title = 'Sluice';
  for (const id of ['halts', 'gates']) if (!$(id).dataset.shown) $(id).replaceChildren(el('p', { class: 'muted loading' }, 'Loading…'));
  return refresh();
}

async function start() {
  try {
    const me = await settled(call('/api/catalog/v1/me'));
    await showHome(me.value?.subject);
  } catch (failure) {
    if (!(failure instanceof SignedOut)) throw failure;
    showSignIn();
  }
}

$('sign-in-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector('button');
  button.disabled = true;
  $('sign-in-error').textContent = '';
  try {
    const body = JSON.stringify({ user: form.user.value, password: form.password.value });
    const session = await call('/sign-in', { method: 'POST', signIn: true, headers: { 'Content-Type': 'application/json' }, body });
    form.reset();
    await showHome(session.subject);
    $('main').focus();
  } catch (failure) {
    $('sign-in-error').textContent = failure.message;
    form.password.select();
  } finally {
    button.disabled = false;
  }
});

$('sign-out').addEventListener('click', async () => {
  try {
    await call('/sign-out', { method: 'POST' });
    location.reload();
  } catch (failure) {
    if (failure instanceof SignedOut) location.reload();
    else complain('halts', 'Signing out', failure);
  }
});

let typing = null;
$('search').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    datasets.search = $('search').value.trim();
    datasets.wanted = PAGE_SIZE;
    if (!datasets.search) $('datasets-count').textContent = '';
    refreshDatasets().catch(ended);
  }, 200);
});
$('search-form').addEventListener('submit', (event) => event.preventDefault());
$('more').addEventListener('click', () => {
  datasets.wanted += PAGE_SIZE;
  refreshDatasets().catch(ended);
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !$('home').hidden) refresh();
});

start();
