// Sources in design/assets, hashed files and a manifest in design/static/built; nothing built goes into git.
import { resolve } from "node:path";
import { defineConfig } from "vite";

const design = resolve(import.meta.dirname, "src/chungtay/design");

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
    rollupOptions: { input: { frame: resolve(design, "assets/frame.css"), frame_js: resolve(design, "assets/frame.js") } },
  },
});
