import { nst } from "../../properties/nst/index.js";
import { gateOf } from "./gate.js";

gateOf(nst);
