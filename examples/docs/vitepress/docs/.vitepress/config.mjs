/** A site that shows scenarios. What embedding needs is marked. */
import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Reports",
  description: "A site with live policies.",
  // The scripts at the head of each page stay few, so that a policy can name their hashes.
  metaChunk: true,
  vite: { build: { chunkSizeWarningLimit: 1000 } },
  // Embedding: Vue leaves the element alone, and the module for it is fetched from the playground.
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "iam-playground" } } },
  head: [["script", { type: "module", src: "https://playground.example/iam-playground.js" }]],
  // Embedding: a language of its own, so that no warning says it is not known.
  markdown: { languageAlias: { "iam-scenario": "json" } },
});
