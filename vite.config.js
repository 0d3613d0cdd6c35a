// Sources in design/assets, hashed files and a manifest in design/static/built; nothing built goes into git.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const design = resolve(import.meta.dirname, "src/chungtay/design");
// One script per feature, loaded only by the pages that need it; the frame's own on every page.
const scripts = readdirSync(resolve(design, "assets")).filter((name) => name.endsWith(".js"));
const entries = Object.fromEntries(scripts.map((name) => [name.replace(".", "_"), resolve(design, "assets", name)]));

export default defineConfig({
  root: resolve(design, "assets"),
  base: "./", // addresses inside the CSS are relative, so the site may stand under any path
  publicDir: false,
  resolve: {
    alias: {
      "~npm": resolve(import.meta.dirname, "node_modules"),
    },
  },
  build: {
    outDir: resolve(design, "static/built"),
    emptyOutDir: true,
    assetsDir: "",
    assetsInlineLimit: 0, // fonts stay files of their own: cached apart, preloaded
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rollupOptions: { input: { frame: resolve(design, "assets/frame.css"), portal: resolve(design, "assets/portal.css"), ...entries } },
  },
});
