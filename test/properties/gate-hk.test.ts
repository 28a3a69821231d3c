import { hk } from "../../properties/hk/index.js";
import { gateOf } from "./gate.js";

gateOf(hk);
