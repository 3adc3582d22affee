// Search, filters and the table.
(() => {
const tools = document.querySelector(".tools");
if (!window.Radar || !tools) return;
const { svg, list, items, all, set, clear, actions, on } = Radar;
const entries = [...items.values()];
const get = (selector) => tools.querySelector(selector);
const [input, panel, found, table, row, said] = ["input", "details", ".found", ".table", ".status", ".status span"].map(get);
const [rings, groups] = [all(".ring", list), all(".group", list)];
const { dataset } = said, { lang } = document.documentElement;
const make = (tag, properties, ...inside) => {
	const made = Object.assign(document.createElement(tag), properties);
	made.append(...inside);
	return made;
};

// Filters: several values of one kind widen, several kinds narrow.
const boxes = all("fieldset input", tools);
const kinds = [...new Set(boxes.map((box) => box.name))];
const tagNames = Object.fromEntries(all("[name=tag]", tools).map((box) => [box.value, box.nextElementSibling.textContent]));
for (const { said, tag } of entries) said.tag = tag.map((one) => tagNames[one] || one).join(", ");
const passes = (item, state, except) =>
	kinds.every((kind) => kind === except || !state[kind].length || [item[kind]].flat().some((value) => state[kind].includes(value)));
panel.onchange = ({ target: { name } }) => set({ [name]: all(`[name=${name}]:checked`, tools).map((box) => box.value) });

// Search: every word must be found, best in a name.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const fieldsOf = (item) =>
	[[item.name], item.also, [...item.tag, ...item.tag.map((tag) => tagNames[tag] || "")], [item.owner || ""], [item.summary]].map((given, n) => {
		const texts = given.map(fold);
		return { worth: 100 - 20 * n, texts, words: n < 4 ? texts.flatMap((text) => text.split(/[^\p{L}\p{N}+#]+/u)) : [] };
	});
// One letter wrong, missing, too many, or two swapped.
const near = (word, typed) => {
	let i = 0;
	while (i < typed.length && word[i] === typed[i]) i++;
	const rest = (n, m) => word.slice(i + n).startsWith(typed.slice(i + m));
	return rest(1, 1) || rest(1, 0) || rest(0, 1) || (word[i] === typed[i + 1] && word[i + 1] === typed[i] && rest(2, 2));
};
const worthOf = (fields, typed) => {
	let best = 0;
	for (const { worth, texts, words } of fields) {
		for (const text of texts) {
			const at = text.indexOf(typed);
			if (at < 0) continue;
			const share = text === typed ? 1 : !at ? 0.95 : words.some((word) => word.startsWith(typed)) ? 0.9 : 0.8;
			best = Math.max(best, worth * share);
		}
		if (!best && typed.length > 3 && words.some((word) => near(word, typed))) best = worth / 10;
	}
	return best;
};
let index;
const search = (query) => {
	index ||= entries.map(fieldsOf);
	const typed = fold(query).split(/\s+/).filter(Boolean);
	const worths = new Map(entries.map((item, n) => [item, Math.min(...typed.map((word) => worthOf(index[n], word)))]));
	return entries.filter((item) => worths.get(item)).sort((a, b) => worths.get(b) - worths.get(a));
};

on((state) => {
	const looking = state.q.trim();
	const asked = looking || kinds.some((kind) => state[kind].length);
	const tabular = state.view === "table";
	const ranked = looking ? search(looking) : entries;
	const shown = ranked.filter((item) => item.there && passes(item, state));
	const kept = new Set(shown);
	if (input.value !== state.q) input.value = state.q;
	// The answer first: the picture is dimmed once the list is painted.
	const dim = (part) => part.classList.toggle("away", asked && !kept.has(items.get(part.dataset.entry)));
	requestAnimationFrame(() => setTimeout(() => all("[data-entry]", svg).forEach(dim)));
	const away = looking || tabular;
	if (!away) {
		for (const item of entries) item.li.hidden = !kept.has(item);
		for (const part of rings) part.hidden = !part.querySelector("li:not([hidden])");
	}
	const zoomed = svg.matches(".zoomed");
	for (const part of groups) part.hidden = away || !part.querySelector(".ring:not([hidden])") || (zoomed && part.dataset.quadrant !== state.zoom);
	found.hidden = !looking || tabular;
	table.hidden = !tabular;
	document.body.classList.toggle("tabular", tabular);
	if (tabular) tabulate(shown);
	else if (looking) rank(shown, 60);
	row.hidden = !asked;
	const { length } = shown;
	said.textContent = (dataset[length || "none"] || dataset[new Intl.PluralRules(said.lang || lang).select(length)] || dataset.other).replace("{n}", length);
	const left = looking && !length && ranked.find((item) => item.left);
	if (left) said.replaceChildren(make("a", { href: dataset.archive }, dataset.off), ": " + left.name);
	for (const button of views) button.ariaPressed = button.dataset.view === state.view;
	for (const box of boxes) box.checked = state[box.name].includes(box.value);
	// Beside each value: how many it would leave.
	for (const kind of panel.open ? kinds : []) {
		const values = ranked.filter((item) => item.there && passes(item, state, kind)).flatMap((item) => item[kind]);
		for (const box of all(`[name=${kind}]`, tools)) box.parentElement.lastChild.textContent = values.filter((value) => value === box.value).length;
	}
});
const rank = (shown, most) => {
	const lines = shown.slice(0, most).map((item) => {
		const line = item.li.cloneNode(true);
		line.className = item.hue;
		line.hidden = false;
		line.append(make("span", { className: "at" }, `${item.said.quadrant} · ${item.said.ring}`));
		return line;
	});
	if (shown.length > most) lines.push(make("li", {}, make("button", { onclick: () => rank(shown, 1e9) }, `+ ${shown.length - most}`)));
	found.replaceChildren(...lines);
};

// The table: any column sorts, the whole can be copied.
const heads = all("th", table);
const cellOf = (item, { dataset: { column } }) => item.said[column] ?? item[column] ?? "";
const { compare } = new Intl.Collator(lang, { numeric: true });
const tabulate = (shown) => {
	const by = heads.find((head) => head.ariaSort);
	const order = boxes.map((box) => box.value);
	const key = (item) => (by.dataset.column === "ring" ? order.indexOf(item.ring) : cellOf(item, by));
	const rows = by ? [...shown].sort((a, b) => (by.ariaSort === "ascending" || -1) * compare(key(a), key(b))) : shown;
	const lines = rows.map((item) => {
		const link = () => make("th", { scope: "row", className: item.hue }, make("a", { href: item.link.href }, item.name));
		const line = make("tr", {}, ...heads.map((head) => (head.dataset.column === "name" ? link() : make("td", {}, cellOf(item, head)))));
		line.dataset.entry = item.id;
		return line;
	});
	get("tbody").replaceChildren(...lines);
};
for (const head of heads) {
	head.firstChild.onclick = () => {
		const down = head.ariaSort === "ascending";
		for (const other of heads) other.ariaSort = other !== head ? null : down ? "descending" : "ascending";
		set({});
	};
}
// A cell that a spreadsheet would take for a formula gets an apostrophe.
const cell = (text) => text.replace(/\s+/g, " ").replace(/^(?=[=+@-])/, "'");
get("[data-copy]").onclick = async ({ target }) => {
	const lines = all("tr", table).map(({ cells }) => [...cells].map((one) => cell(one.textContent)).join("\t"));
	await navigator.clipboard.writeText(lines.join("\n"));
	target.textContent = target.dataset.copied;
};

const views = all("[data-view]", tools);
const dialog = get("dialog");
for (const button of views) button.onclick = () => set({ view: button.dataset.view });
get("[data-clear]").onclick = clear;
actions["/"] = () => input.select();
actions["?"] = get("[data-keys]").onclick = () => dialog.showModal();
actions.t = () => set({ view: table.hidden ? "table" : "" });
input.onfocus = () => input.scrollIntoView({ block: "nearest" });
input.oninput = () => set({ q: input.value });
input.onkeydown = (event) => {
	const first = found.querySelector("a");
	const act = first && { ArrowDown: "focus", Enter: "click" }[event.key];
	if (act) event.preventDefault(), first[act]();
};
panel.ontoggle = () => set({});
tools.hidden = false;
setTimeout(search, 300, ""); // makes the index while nobody waits
})();
