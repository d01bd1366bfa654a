// boxes FOLDER [BOX FAULT on|off]: works the lab of that folder from the network it runs in; prints its boxes as JSON.
import { labFault, labRunning, labStatus } from "../../../dist/lab/lab.js";

const [folder, box, fault, state] = process.argv.slice(2);
if (box !== undefined) await labFault(folder, box, fault, state === "on");
const boxes = (await labStatus(folder)).map(async (status) => {
  const running = await labRunning(folder, status.name, "running");
  return { ...status, running };
});
process.stdout.write(JSON.stringify(await Promise.all(boxes)));
