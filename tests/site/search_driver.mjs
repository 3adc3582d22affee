// Reads texts as JSON from standard input, and prints the keys and words that search.js makes.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

runInThisContext(readFileSync(process.argv[2], "utf8"));
const { searchKey, searchWords, makeSearch } = globalThis.RadarSearch;
const given = JSON.parse(readFileSync(0, "utf8"));
const answers = {
	keys: () => given.texts.map(searchKey),
	words: () => given.texts.map((text) => [...searchWords(text)].sort()),
	finds: () => {
		const search = makeSearch(given.entries, ({ name, also }) => [[[name], 100], [also, 80]], given.texts);
		return given.queries.map((query) => {
			const { found, isNear } = search(query);
			return [found.map(({ id }) => id), isNear];
		});
	},
};
console.log(JSON.stringify(answers[given.ask]()));
