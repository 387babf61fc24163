/** Embedding: pages are drawn by a script here, so marked code blocks are upgraded after each drawing. */
import DefaultTheme from "vitepress/theme";
import { nextTick, onMounted, watch } from "vue";
import { useRoute } from "vitepress";

const loader = "https://playground.example/iam-playground.js";

export default {
  extends: DefaultTheme,
  setup() {
    const route = useRoute();
    const upgrade = async () => {
      await nextTick();
      (await import(/* @vite-ignore */ loader)).upgrade();
    };
    onMounted(upgrade);
    watch(() => route.path, upgrade);
  },
};
