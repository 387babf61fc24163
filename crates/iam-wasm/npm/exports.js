export {
  Catalog, PreparedScenario, decide, decodeLink, encodeLink, evaluate, initSync, lint, parsePolicy, prepare, sensitivity, whatIf,
} from "./api.js";
