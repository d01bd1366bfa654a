import { createHash, generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import ssh2, { type ServerChannel } from "ssh2";
import { type AcmeConfig, acmeCopy, acmeLine, acmeText, factoryConfig } from "./acme-config.ts";

/** The one change under way on a box: staged, or active with its timer running. */
type Stage = {
  readonly name: string;
  readonly config: AcmeConfig;
  readonly before: AcmeConfig;
  isActive: boolean;
};

/**
 * A box of a vendor that does not exist, behind a real SSH server: it stages changes, answers every command with `OK`
 * or `NO: reason`, and asks before it saves. Knows nothing of netctl.
 */
export class AcmeBox {
  static readonly password = "guess-me";
  static readonly passphrase = "up-you-go";
  /** Commands that were typed, but for those that only show something. */
  readonly typed: string[] = [];
  /** A line that holds this text is refused. */
  refused: string | undefined;
  /** A line that holds this text is answered with OK and does nothing. */
  forgotten: string | undefined;
  /** A command that holds this text is carried out, and its answer never comes. */
  silent: string | undefined;
  startup = "";
  stage: Stage | undefined;
  #running = factoryConfig();
  readonly #key = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
  readonly #server = new ssh2.Server({ hostKeys: [this.#key] }, (client) => {
    client.on("error", () => undefined);
    client.on("authentication", (login) => {
      const isRight = login.method === "password" && login.password === AcmeBox.password;
      if (isRight) login.accept();
      else login.reject(["password"]);
    });
    client.on("session", (accept) => {
      const session = accept();
      session.on("pty", (acceptPty) => acceptPty());
      session.on("shell", (acceptShell) => this.#serve(acceptShell()));
    });
  });

  /** Opens the port on loopback and gives it. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
  }

  /** The host key as OpenSSH shows it. */
  get fingerprint(): string {
    const key = ssh2.utils.parseKey(this.#key);
    if (key instanceof Error) throw key;
    const digest = createHash("sha256").update(key.getPublicSSH()).digest("base64");
    return `SHA256:${digest.replace(/=+$/, "")}`;
  }

  get running(): string {
    return acmeText(this.#running);
  }

  /** What the box's own timer does when nobody keeps the change. */
  expire(): void {
    if (this.stage?.isActive) this.#running = this.stage.before;
    this.stage = undefined;
  }

  #serve(channel: ServerChannel): void {
    const login = new AcmeLogin(this, (text) => channel.write(text.replaceAll("\n", "\r\n")));
    channel.on("error", () => undefined);
    channel.on("data", (data: Buffer) => {
      for (const char of data.toString()) login.key(char);
    });
    channel.on("close", () => {
      if (login.holds && !this.stage?.isActive) this.stage = undefined;
    });
  }

  /** Begins a change; undefined where another one is under way. */
  begin(name: string): Stage | undefined {
    if (this.stage !== undefined) return undefined;
    this.stage = {
      name,
      config: acmeCopy(this.#running),
      before: this.#running,
      isActive: false,
    };
    return this.stage;
  }

  activate(stage: Stage): void {
    this.#running = stage.config;
    stage.isActive = true;
  }
}

/** One terminal on a box: echoes what is typed, and answers line by line. */
class AcmeLogin {
  /** True once this login has begun the change that is under way. */
  holds = false;
  readonly #box: AcmeBox;
  readonly #write: (text: string) => void;
  #typed = "";
  #isPrivileged = false;
  /** The section of the stage it stands in; undefined outside. */
  #section: string | undefined;
  #question: ((reply: string) => string) | undefined;
  #isHidden = false;

  constructor(box: AcmeBox, write: (text: string) => void) {
    this.#box = box;
    this.#write = write;
    write(`ACME NetOS 9\n\n${this.#prompt()}`);
  }

  key(char: string): void {
    if (char !== "\r") {
      this.#typed += char;
      if (!this.#isHidden) this.#write(char);
      return;
    }
    const line = this.#typed;
    this.#typed = "";
    this.#isHidden = false;
    const question = this.#question;
    this.#question = undefined;
    const answer = question ? question(line) : this.#answer(line);
    if (this.#box.silent !== undefined && line.includes(this.#box.silent)) return;
    const isAsking = this.#question !== undefined;
    this.#write(`\n${answer}${isAsking ? "" : `${answer === "" ? "" : "\n"}${this.#prompt()}`}`);
  }

  #prompt(): string {
    const section = this.#section?.replace(" ", "-") ?? "";
    const place = this.#section === undefined ? "/" : `/stage${section && `/${section}`}`;
    return `lab7:${place}${this.#isPrivileged ? ">" : "?"} `;
  }

  #answer(line: string): string {
    if (line === "") return "";
    if (line === "page off") return "OK";
    if (!this.#isPrivileged) return line === "elevate" ? this.#elevate() : "NO: elevate first";
    const shown = this.#section === undefined ? line : line.replace(/^\//, "");
    if (shown === "config show") return `[acme] fan 2 at 40%\n${this.#box.running}# end`;
    if (shown === "stage show") return this.#stageShow();
    this.#box.typed.push(line);
    return this.#section === undefined ? this.#exec(line) : this.#staged(line, this.#section);
  }

  #elevate(): string {
    this.#isHidden = true;
    this.#question = (reply) => {
      this.#isPrivileged = reply === AcmeBox.passphrase;
      return this.#isPrivileged ? "OK" : "NO: wrong passphrase";
    };
    return "Passphrase: ";
  }

  #stageShow(): string {
    const { stage } = this.#box;
    if (stage === undefined) return "no stage";
    return stage.isActive ? `active ${stage.name}` : `open ${stage.name}`;
  }

  #exec(line: string): string {
    const box = this.#box;
    const begin = /^stage begin (\S+)$/.exec(line);
    if (begin?.[1] !== undefined) {
      this.holds = box.begin(begin[1]) !== undefined;
      if (!this.holds) return `NO: stage held by ${box.stage?.name}`;
      this.#section = "";
      return "OK";
    }
    if (line === "stage keep" && box.stage?.isActive) {
      box.stage = undefined;
      return "OK";
    }
    if (line === "stage undo" && box.stage?.isActive) {
      box.expire();
      return "OK";
    }
    if (line !== "memory write") return "NO: unknown command";
    this.#question = (reply) => {
      if (reply !== "yes") return "NO: not saved";
      box.startup = box.running;
      return "OK";
    };
    return "Overwrite the startup configuration (yes/no)? ";
  }

  #staged(line: string, section: string): string {
    const { stage, refused, forgotten } = this.#box;
    if (stage === undefined) return "NO: the stage is gone";
    if (refused !== undefined && line.includes(refused)) return "NO: not today";
    if (line === "stage check") return "OK";
    if (line === "stage drop" || /^stage activate timer \d+$/.test(line)) {
      if (line === "stage drop") this.#box.stage = undefined;
      else this.#box.activate(stage);
      this.#section = undefined;
      return "OK";
    }
    if (line === "up") {
      this.#section = "";
      return section === "" ? "NO: at the top" : "OK";
    }
    if (forgotten !== undefined && line.includes(forgotten)) return "OK";
    const effect = acmeLine(stage.config, section, line);
    if ("refusal" in effect) return `NO: ${effect.refusal}`;
    this.#section = effect.section;
    return line.length > 60 ? "NOTE: that is a long line\nOK" : "OK";
  }
}
