// What the linter asks of the scripts of the site. Run from the root of the repository.
import js from "@eslint/js";
import globals from "globals";

export default [
	{
		...js.configs.recommended,
		files: ["themes/*/assets/*.js"],
		languageOptions: {
			ecmaVersion: 2023,
			sourceType: "script",
			globals: globals.browser,
		},
		linterOptions: { reportUnusedDisableDirectives: "error" },
		rules: {
			...js.configs.recommended.rules,
			"array-callback-return": "error",
			curly: ["error", "multi-line"],
			eqeqeq: "error",
			"no-eval": "error",
			"no-implied-eval": "error",
			"no-new-func": "error",
			"no-param-reassign": "error",
			"no-sequences": ["error", { allowInParentheses: true }],
			"no-throw-literal": "error",
			"no-unused-expressions": ["error", { allowShortCircuit: false }],
			"no-unused-vars": ["error", { vars: "local" }], // a script may be there for others
			"no-use-before-define": ["error", { functions: false, variables: false }],
			"object-shorthand": "error",
			"prefer-const": "error",
			"prefer-template": "off",
			strict: "off",
		},
	},
];
