import { cckmv } from "../../properties/cckmv/index.js";
import { gateOf } from "./gate.js";

gateOf(cckmv);
