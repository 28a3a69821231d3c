import { basu } from "../../properties/basu/index.js";
import { gateOf } from "./gate.js";

gateOf(basu);
