import tseslint from "typescript-eslint";

/** Typed lint: only it sees an un-awaited promise, on which replayed dialogues break silently. */
export default tseslint.config(
  {
    ignores: ["dist/", "data/var/", "src/sandbox/chat-page/public/", "*.config.js", "*.cjs", "scripts/*.js"],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/require-await": "off",
      // Our factories close over what they need: no method of an interface of ours reads `this`.
      "@typescript-eslint/unbound-method": "off",
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-console": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: "Only src/config.ts reads the environment.",
        },
      ],
    },
  },
  {
    files: ["src/config.ts", "test/**", "scripts/**", "src/sandbox/main.ts", "src/sandbox/**/main.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  { files: ["*.config.ts"], rules: { "no-restricted-exports": "off", "no-restricted-syntax": "off" } },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
);
