// @ts-check
// Search, filters and the table.
(() => {
const radar = globalThis.Radar;
const finder = globalThis.RadarSearch;
const tools = radar?.all(".tools")[0];
if (!tools || !finder) return;
const { svg, list, items, load, data, kinds, all, set, clear, actions, listeners } = radar;
const { makeSearch } = finder;
const entries = [...items.values()];
/** @param {string} selector */
const get = (selector) => all(selector, tools)[0];
const [found, table, row, said] = [".found", ".table", ".status", ".status span"].map(get);
const input = /** @type {HTMLInputElement} */ (get("input"));
const panel = /** @type {HTMLDetailsElement} */ (get("details"));
const [rings, groups] = [all(".ring", list), all(".group", list)];
const { dataset } = said, { lang } = document.documentElement;
/**
 * @param {string} tag
 * @param {object} properties
 * @param {(Node | string)[]} inside
 */
const make = (tag, properties, ...inside) => {
	const made = Object.assign(document.createElement(tag), properties);
	made.append(...inside);
	return made;
};

// Filters: several values of one kind widen, several kinds narrow.
/** @type {HTMLInputElement[]} */
const boxes = all("fieldset input", tools);
/** @param {string} kind */
const boxesOf = (kind) => boxes.filter((box) => box.name === kind);
/** @type {Record<string, string>} */
const tagNames = Object.fromEntries(boxesOf("tag").map((box) => [box.value, box.nextElementSibling?.textContent || ""]));
const { fields = {} } = data;
for (const { said, tag, owner, own } of entries) {
	Object.assign(said, { tag: tag.map((one) => tagNames[one] || one).join(", "), owner: owner.join(", ") });
	for (const id in own) said[id] ??= own[id].join(", ");
}
/**
 * @param {Item} item
 * @param {string} kind
 * @returns {string[]}
 */
const valuesOf = (item, kind) => [(kind in fields ? item.own : /** @type {any} */ (item))[kind] || []].flat();
/**
 * @param {Item} item
 * @param {State} state
 * @param {string} [except]
 */
const passes = (item, state, except) =>
	kinds.every((kind) => kind === except || !state.filters[kind].length || valuesOf(item, kind).some((value) => state.filters[kind].includes(value)));
panel.onchange = ({ target }) => {
	const { name } = /** @type {HTMLInputElement} */ (target);
	set({ filters: { [name]: boxesOf(name).filter((box) => box.checked).map((box) => box.value) } });
};

// What is filtered by stands on the page, each value as a button that takes it away.
const [chips] = all(".chips", tools);
/** @param {State} state */
const showChips = ({ filters }) => {
	const made = kinds.flatMap((kind) => filters[kind].map((value) => {
		const box = boxesOf(kind).find((one) => one.value === value);
		const name = box?.nextElementSibling?.textContent || value;
		const onclick = () => {
			set({ filters: { [kind]: filters[kind].filter((one) => one !== value) } });
			(all("button", chips)[0] || input).focus();
		};
		return make("li", {}, make("button", { type: "button", ariaLabel: `${chips.dataset.without}`.replace("{name}", name), onclick }, `${name} ×`));
	}));
	chips.replaceChildren(...made);
	chips.hidden = !made.length;
};

// Search: names count most, then what else is in the list; the words of the texts come later.
/**
 * @param {Item} item
 * @returns {[string[], number][]}
 */
const fieldsOf = ({ id, name, also, tag, owner, summary, own, said }) => [
	[[name], 100], [[...also, id], 80], [[...tag, ...tag.map((one) => tagNames[one] || "")], 60],
	[[...owner, ...Object.keys(own).flatMap((id) => [said[id], ...own[id]])], 40], [[summary], 20],
];
/** @type {ReturnType<typeof makeSearch<Item>> | undefined} */
let search;
let isLoading = false;
/** @param {Record<string, string>} [texts] */
const takeTexts = (texts) => {
	search = makeSearch(entries, fieldsOf, texts);
	if (input.value) set({});
};
const loadTexts = () => {
	if (isLoading) return;
	isLoading = true;
	if (document.getElementById("search-data")) setTimeout(() => takeTexts(load("search-data")));
	else document.head.append(make("script", { src: tools.dataset.search, onload: () => takeTexts(globalThis.radarTexts) }));
};

listeners.push((state) => {
	const looking = state.q.trim();
	const asked = !!looking || kinds.some((kind) => state.filters[kind].length);
	const tabular = state.view === "table";
	if (looking) loadTexts();
	const { found: ranked, isNear } = looking ? (search ||= makeSearch(entries, fieldsOf))(looking) : { found: entries, isNear: false };
	const shown = ranked.filter((item) => item.there && passes(item, state));
	const kept = new Set(shown.map((item) => item.id));
	if (input.value !== state.q) input.value = state.q;
	// The answer first: the picture is dimmed once the list is painted.
	/** @param {HTMLElement} part */
	const dim = (part) => part.classList.toggle("away", asked && !kept.has(part.dataset.entry || ""));
	requestAnimationFrame(() => setTimeout(() => all("[data-entry]", svg).forEach(dim)));
	const away = !!looking || tabular;
	if (!away) {
		for (const item of entries) item.li.hidden = !kept.has(item.id);
		for (const part of rings) part.hidden = !part.querySelector("li:not([hidden])");
	}
	const zoomed = svg.matches(".zoomed");
	for (const part of groups) part.hidden = away || !part.querySelector(".ring:not([hidden])") || (zoomed && part.dataset.quadrant !== state.zoom);
	found.hidden = !looking || tabular;
	table.hidden = !tabular;
	document.body.classList.toggle("tabular", tabular);
	if (tabular) tabulate(shown, !!looking);
	else if (looking) rank(shown, 60);
	row.hidden = !asked;
	showChips(state);
	const { length } = shown;
	const form = dataset[length || "none"] || dataset[new Intl.PluralRules(said.lang || lang).select(length)] || dataset.other;
	said.textContent = `${form}`.replace("{n}", `${length}`);
	if (isNear && length) said.textContent = `${dataset.meant}`.replace("{name}", shown[0].name);
	const left = looking && !length && ranked.find((item) => item.left);
	if (left) said.replaceChildren(make("a", { href: dataset.archive }, `${dataset.off}`), ": " + left.name);
	for (const button of views) button.ariaPressed = `${button.dataset.view === state.view}`;
	for (const box of boxes) box.checked = state.filters[box.name].includes(box.value);
	// Beside each value: how many it would leave.
	for (const kind of panel.open ? kinds : []) {
		const values = ranked.filter((item) => item.there && passes(item, state, kind)).flatMap((item) => valuesOf(item, kind));
		for (const box of boxesOf(kind)) all(".n", box.parentElement || tools)[0].textContent = `${values.filter((value) => value === box.value).length}`;
	}
});
/**
 * @param {Item[]} shown
 * @param {number} most
 */
const rank = (shown, most) => {
	const lines = shown.slice(0, most).map((item) => {
		const line = /** @type {HTMLElement} */ (item.li.cloneNode(true));
		line.className = item.hue;
		line.hidden = false;
		line.append(make("span", { className: "at" }, `${item.said.quadrant} · ${item.said.ring}`));
		return line;
	});
	if (shown.length > most) lines.push(make("li", {}, make("button", { onclick: () => rank(shown, 1e9) }, `+ ${shown.length - most}`)));
	found.replaceChildren(...lines);
};

// The table: any column sorts, the whole can be copied.
/** @type {HTMLTableCellElement[]} */
const heads = all("th", table);
/**
 * @param {Item} item
 * @param {HTMLElement} head
 * @returns {string}
 */
const cellOf = (item, { dataset: { column = "" } }) => item.said[column] ?? (column in fields ? "" : /** @type {any} */ (item)[column] ?? "");
/**
 * @param {Item} item
 * @param {HTMLElement} head
 */
const makeCell = (item, head) => {
	const text = cellOf(item, head), { column = "" } = head.dataset;
	const href = fields[column] === "link" ? valuesOf(item, column)[0] || "" : "";
	const cell = make("td", {}, /^(https?|mailto):/.test(href) ? make("a", { href, rel: "noopener" }, text) : text);
	if (href && href !== text) cell.dataset.copied = `${href} ${text}`;
	return cell;
};
const { compare } = new Intl.Collator(lang, { numeric: true });
// Columns that have an order of their own, not that of letters.
/** @type {Record<string, (string | undefined)[]>} */
const orders = { since: (data.editions || []).map(({ name }) => name) };
for (const { name, value } of boxes) if (/^(quadrant|ring|movement)$/.test(name) || fields[name] === "choice") (orders[name] ||= []).push(value);
// The list is in this order, until a heading is pressed; what a search finds has the best first.
const usual = heads.find(({ dataset }) => /number|quadrant/.test(dataset.column || ""));
/** @type {HTMLElement | undefined} */
let chosen;
let way = 1;
/**
 * @param {Item[]} shown
 * @param {boolean} ranked
 */
const tabulate = (shown, ranked) => {
	const by = chosen || (ranked ? undefined : usual), { column = "" } = by?.dataset || {};
	const order = orders[column];
	/** @type {((value: string) => number) | undefined} */
	const rank = order ? (value) => order.indexOf(value) : fields[column] === "number" ? Number : undefined;
	/** @param {Item} item */
	const key = (item) => (rank ? valuesOf(item, column)[0] : by && cellOf(item, by)) || "";
	/**
	 * @param {string} one
	 * @param {string} other
	 */
	const difference = (one, other) => +!one - +!other || (rank ? rank(one) - rank(other) : compare(one, other));
	for (const head of heads) head.ariaSort = head !== by ? null : way > 0 ? "ascending" : "descending";
	const rows = by ? [...shown].sort((a, b) => way * difference(key(a), key(b))) : shown;
	const lines = rows.map((item) => {
		const link = () => make("th", { scope: "row", className: item.hue }, make("a", { href: item.link.href }, item.name));
		const line = make("tr", {}, ...heads.map((head) => (head.dataset.column === "name" ? link() : makeCell(item, head))));
		line.dataset.entry = item.id;
		return line;
	});
	get("tbody").replaceChildren(...lines);
};
for (const head of heads) {
	all("button", head)[0].onclick = () => {
		way = head.ariaSort === "ascending" ? -1 : 1;
		chosen = head;
		set({});
	};
}
// A cell that a spreadsheet would take for a formula gets an apostrophe.
/** @param {string} text */
const cell = (text) => text.replace(/\s+/g, " ").replace(/^(?=[=+@-])/, "'");
const copy = get("[data-copy]");
copy.onclick = async () => {
	const lines = all("tr", table).map((line) => all("th, td", line).map((one) => cell(one.dataset.copied || one.textContent || "")).join("\t"));
	await navigator.clipboard.writeText(lines.join("\n"));
	copy.textContent = `${copy.dataset.copied}`;
};

const views = all("[data-view]", tools);
const dialog = /** @type {HTMLDialogElement} */ (get("dialog"));
for (const button of views) button.onclick = () => set({ view: button.dataset.view });
get("[data-clear]").onclick = clear;
actions["/"] = () => input.select();
actions["?"] = get("[data-keys]").onclick = () => dialog.showModal();
actions.t = () => set({ view: table.hidden ? "table" : "" });
input.onfocus = () => input.scrollIntoView({ block: "nearest" });
input.oninput = () => set({ q: input.value });
input.onkeydown = (event) => {
	const [first] = all("a", found);
	if (!first || !/^(ArrowDown|Enter)$/.test(event.key)) return;
	event.preventDefault();
	first[event.key === "Enter" ? "click" : "focus"]();
};
panel.ontoggle = () => set({});
tools.hidden = false;
setTimeout(() => (search ||= makeSearch(entries, fieldsOf)), 300); // makes the index while nobody waits
})();
