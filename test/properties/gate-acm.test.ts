import { acm } from "../../properties/acm/index.js";
import { gateOf } from "./gate.js";

gateOf(acm);
