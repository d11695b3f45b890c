import { burn } from "./wick.js";

burn();
