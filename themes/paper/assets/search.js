// @ts-check
// What a reader types → the entries that it finds.
/** @type {Record<string, string> | undefined} the words of the texts by id, once they are loaded */
var radarTexts;
/**
 * Texts in which one looks: as wholes, where words and rows of words begin, and within words.
 * @typedef {object} Field
 * @property {number} worth of a find in it
 * @property {string[]} wholes
 * @property {string[]} words
 * @property {string} starts
 * @property {string} inside
 */
/**
 * @typedef {object} Indexed
 * @property {Field[]} fields
 * @property {string} text the words of its text, each behind a blank
 */
var RadarSearch = (() => {
// The key of a name, as `radar/naming/keys.py` makes it: letters, digits, + and #.
/** @type {Record<string, string>} */
const LATIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ð: "d", đ: "d", ł: "l", ħ: "h", ı: "i", ŧ: "t", ŋ: "ng" };
/** @type {Record<string, string>} */
const SPELT = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };
/** @param {string} text */
const searchKey = (text) =>
	text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/ς/g, "σ")
		.replace(/[ßæœþøðđłħıŧŋ]/g, (sign) => LATIN[sign]).normalize("NFC").replace(/[^\p{L}\p{N}\p{M}+#]/gu, "");
/** @param {string} text */
const searchKeys = (text) => {
	const spelt = text.normalize("NFC").replace(/[äöüøå]/gi, (sign) => SPELT[sign.toLowerCase()]);
	return [...new Set([text, spelt].map(searchKey))];
};
// Letters of scripts without blanks between words: Han, kana, Hangul.
const UNSPACED = "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}";
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const BEGINS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
// Blanks, and what stands between words in Chinese and Japanese, where no blank does.
const BETWEEN = /[\s\u3000-\u3002\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]+/u;
const MOST_PARTS = 3; // of what is found as a whole, too; a longer one is an address
/** @param {string} chunk */
const runsOf = (chunk) => chunk.match(RUNS) || [];
/** @param {string} run */
const partsOf = (run) => run.match(/[\p{L}\p{N}\p{M}+#]+/gu) || [];
/** @param {string} text */
const searchWords = (text) => {
	const pieces = text.split(BETWEEN).flatMap(runsOf).flatMap((run) => {
		const parts = partsOf(run);
		return parts.length <= MOST_PARTS ? [run, ...parts] : parts;
	});
	return new Set(pieces.flatMap(searchKeys).filter(Boolean));
};

// One letter wrong, missing, too many, or two swapped.
/**
 * @param {string} word
 * @param {string} typed
 */
const isNearly = (word, typed) => {
	let i = 0;
	while (i < typed.length && word[i] === typed[i]) i++;
	/**
	 * @param {number} n
	 * @param {number} m
	 */
	const rest = (n, m) => word.slice(i + n).startsWith(typed.slice(i + m));
	return rest(1, 1) || rest(1, 0) || rest(0, 1) || (word[i] === typed[i + 1] && word[i + 1] === typed[i] && rest(2, 2));
};

/**
 * @param {string[]} texts
 * @param {number} worth
 * @returns {Field}
 */
const fieldOf = (texts, worth) => {
	const words = texts.flatMap((text) => [...searchWords(text)]);
	const rows = texts.flatMap((text) => {
		const parts = partsOf(text);
		return parts.length <= 2 * MOST_PARTS ? parts.flatMap((_, n) => searchKeys(parts.slice(n).join(""))) : [];
	});
	return { worth, wholes: texts.flatMap(searchKeys), words, starts: " " + [...words, ...rows].join(" "), inside: words.join(" ") };
};
/**
 * @param {Field} field
 * @param {string} key
 */
const shareOf = ({ wholes, starts, inside }, key) => {
	if (wholes.includes(key)) return 1;
	if (wholes.some((whole) => whole.startsWith(key))) return 0.95;
	if (starts.includes(" " + key)) return 0.9;
	return inside.includes(key) ? 0.8 : 0;
};
// In a text a word counts from its first letter, and a letter of an unspaced script anywhere.
/**
 * @param {Indexed} entry
 * @param {string} key
 */
const worthOfKey = ({ fields, text }, key) => {
	const best = Math.max(...fields.map((field) => field.worth * shareOf(field, key)));
	return best || (text.includes(BEGINS_UNSPACED.test(key) ? key : " " + key) ? 10 : 0);
};
// A word with signs in it, or of two scripts, is looked for as a whole and in its parts.
/**
 * @param {Indexed} entry
 * @param {string} word
 */
const worthOfWord = (entry, word) => {
	const parts = runsOf(word).flatMap(partsOf).map(searchKey);
	const inParts = parts.length > 1 ? 0.9 * Math.min(...parts.map((key) => worthOfKey(entry, key))) : 0;
	return Math.max(...searchKeys(word).map((key) => worthOfKey(entry, key)), inParts);
};
/**
 * @param {Indexed} entry
 * @param {string} word
 */
const worthOfNearWord = (entry, word) => {
	const key = searchKey(word);
	const field = key.length > 3 && entry.fields.find(({ words, wholes }) => [...words, ...wholes].some((one) => isNearly(one, key)));
	return worthOfWord(entry, word) || (field ? field.worth / 10 : 0);
};

/**
 * Return a function that finds the entries with all words of a query, the best first; where there
 * are none, those with words that are nearly the same (`isNear`).
 * @template {{ id: string }} T
 * @param {T[]} entries
 * @param {(entry: T) => [string[], number][]} fieldsOf texts of an entry and what a find in them is worth
 * @param {Record<string, string>} [texts] the words of the texts, by id
 */
const makeSearch = (entries, fieldsOf, texts = {}) => {
	const index = entries.map((item) => ({
		fields: fieldsOf(item).map(([given, worth]) => fieldOf(given.filter(Boolean), worth)),
		text: " " + (texts[item.id] || ""),
	}));
	/**
	 * @param {string[]} words
	 * @param {(entry: Indexed, word: string) => number} worthOf
	 */
	const rank = (words, worthOf) => {
		const worths = index.map((entry) => Math.min(...words.map((word) => worthOf(entry, word))));
		const order = [...entries.keys()].filter((n) => worths[n]).sort((a, b) => worths[b] - worths[a]);
		return order.map((n) => entries[n]);
	};
	/** @param {string} query */
	return (query) => {
		const words = query.split(BETWEEN).filter(searchKey);
		if (!words.length) return { found: [], isNear: false };
		const found = rank(words, worthOfWord);
		return found.length ? { found, isNear: false } : { found: rank(words, worthOfNearWord), isNear: true };
	};
};
return { searchKey, searchWords, makeSearch };
})();
