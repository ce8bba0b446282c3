// Generated from stoker/v1/inventory.proto by `make generate`; do not edit.

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";

export const protobufPackage = "stoker.v1";

export const protobufFileName = "stoker/v1/inventory.proto";

/** What the hardware of a machine is. */
export interface Inventory {
  /** The system as a whole. */
  system:
    | SystemInventory
    | undefined;
  /** Processors. */
  cpu:
    | CpuInventory
    | undefined;
  /** Main memory, bytes. */
  memoryBytes: number;
  /** Disks, ordered by name. */
  disks: DiskInventory[];
  /** Network cards, ordered by name. */
  nics: NicInventory[];
}

/** The system as a whole. */
export interface SystemInventory {
  /** Host name. */
  hostName: string;
  /** Manufacturer of the system. */
  manufacturer: string;
  /** Product name of the system. */
  product: string;
  /** Serial number of the system. */
  serialNumber: string;
  /** System UUID of DMI. */
  uuid: string;
  /** Operating system, for example "Debian GNU/Linux 12". */
  operatingSystem: string;
  /** Version of the kernel. */
  kernel: string;
  /** Machine architecture, for example "x86_64". */
  architecture: string;
  /** "uefi" or "bios"; empty when unknown. */
  firmware: string;
}

/** Processors. */
export interface CpuInventory {
  /** Model name. */
  model: string;
  /** Sockets. */
  sockets: number;
  /** Physical cores over all sockets. */
  cores: number;
  /** Hardware threads over all sockets. */
  threads: number;
}

/** One disk. */
export interface DiskInventory {
  /** Kernel name, for example "sda". */
  name: string;
  /** Size, bytes. */
  sizeBytes: number;
  /** Model. */
  model: string;
  /** Serial number. */
  serialNumber: string;
  /** World wide name. */
  wwn: string;
  /** Transport, for example "nvme", "sata", "virtio". */
  transport: string;
  /** Whether the medium rotates. */
  isRotational: boolean;
  /** Whether the medium is removable. */
  isRemovable: boolean;
  /** Logical sector size, bytes. */
  logicalSectorBytes: number;
  /** Physical sector size, bytes. */
  physicalSectorBytes: number;
  /** Stable links below /dev/disk, sorted. */
  links: string[];
}

/** One network card. */
export interface NicInventory {
  /** Kernel name, for example "eth0". */
  name: string;
  /** Current MAC address. */
  macAddress: string;
  /** Driver. */
  driver: string;
  /** Speed in Mbit/s; 0 when unknown. */
  speedMbitPerSecond: number;
  /** Whether a link was detected. */
  hasLink: boolean;
  /** Addresses with prefix length, sorted. */
  addresses: string[];
  /** PCI or other bus path; empty when virtual. */
  busPath: string;
}

function createBaseInventory(): Inventory {
  return { system: undefined, cpu: undefined, memoryBytes: 0, disks: [], nics: [] };
}

export const Inventory: MessageFns<Inventory> = {
  encode(message: Inventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.system !== undefined) {
      SystemInventory.encode(message.system, writer.uint32(10).fork()).join();
    }
    if (message.cpu !== undefined) {
      CpuInventory.encode(message.cpu, writer.uint32(18).fork()).join();
    }
    if (message.memoryBytes !== 0) {
      writer.uint32(24).int64(message.memoryBytes);
    }
    for (const v of message.disks) {
      DiskInventory.encode(v!, writer.uint32(34).fork()).join();
    }
    for (const v of message.nics) {
      NicInventory.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Inventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.system = SystemInventory.decode(reader, reader.uint32());
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.cpu = CpuInventory.decode(reader, reader.uint32());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.memoryBytes = longToNumber(reader.int64());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.disks.push(DiskInventory.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.nics.push(NicInventory.decode(reader, reader.uint32()));
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<Inventory>, I>>(base?: I): Inventory {
    return Inventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<Inventory>, I>>(object: I): Inventory {
    const message = createBaseInventory();
    message.system = (object.system !== undefined && object.system !== null)
      ? SystemInventory.fromPartial(object.system)
      : undefined;
    message.cpu = (object.cpu !== undefined && object.cpu !== null) ? CpuInventory.fromPartial(object.cpu) : undefined;
    message.memoryBytes = object.memoryBytes ?? 0;
    message.disks = object.disks?.map((e) => DiskInventory.fromPartial(e)) || [];
    message.nics = object.nics?.map((e) => NicInventory.fromPartial(e)) || [];
    return message;
  },
};

function createBaseSystemInventory(): SystemInventory {
  return {
    hostName: "",
    manufacturer: "",
    product: "",
    serialNumber: "",
    uuid: "",
    operatingSystem: "",
    kernel: "",
    architecture: "",
    firmware: "",
  };
}

export const SystemInventory: MessageFns<SystemInventory> = {
  encode(message: SystemInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.hostName !== "") {
      writer.uint32(10).string(message.hostName);
    }
    if (message.manufacturer !== "") {
      writer.uint32(18).string(message.manufacturer);
    }
    if (message.product !== "") {
      writer.uint32(26).string(message.product);
    }
    if (message.serialNumber !== "") {
      writer.uint32(34).string(message.serialNumber);
    }
    if (message.uuid !== "") {
      writer.uint32(42).string(message.uuid);
    }
    if (message.operatingSystem !== "") {
      writer.uint32(50).string(message.operatingSystem);
    }
    if (message.kernel !== "") {
      writer.uint32(58).string(message.kernel);
    }
    if (message.architecture !== "") {
      writer.uint32(66).string(message.architecture);
    }
    if (message.firmware !== "") {
      writer.uint32(74).string(message.firmware);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SystemInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSystemInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.hostName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.manufacturer = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.product = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.serialNumber = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.uuid = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.operatingSystem = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.kernel = reader.string();
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.architecture = reader.string();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.firmware = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<SystemInventory>, I>>(base?: I): SystemInventory {
    return SystemInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SystemInventory>, I>>(object: I): SystemInventory {
    const message = createBaseSystemInventory();
    message.hostName = object.hostName ?? "";
    message.manufacturer = object.manufacturer ?? "";
    message.product = object.product ?? "";
    message.serialNumber = object.serialNumber ?? "";
    message.uuid = object.uuid ?? "";
    message.operatingSystem = object.operatingSystem ?? "";
    message.kernel = object.kernel ?? "";
    message.architecture = object.architecture ?? "";
    message.firmware = object.firmware ?? "";
    return message;
  },
};

function createBaseCpuInventory(): CpuInventory {
  return { model: "", sockets: 0, cores: 0, threads: 0 };
}

export const CpuInventory: MessageFns<CpuInventory> = {
  encode(message: CpuInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.model !== "") {
      writer.uint32(10).string(message.model);
    }
    if (message.sockets !== 0) {
      writer.uint32(16).uint32(message.sockets);
    }
    if (message.cores !== 0) {
      writer.uint32(24).uint32(message.cores);
    }
    if (message.threads !== 0) {
      writer.uint32(32).uint32(message.threads);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): CpuInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseCpuInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.model = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.sockets = reader.uint32();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.cores = reader.uint32();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.threads = reader.uint32();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<CpuInventory>, I>>(base?: I): CpuInventory {
    return CpuInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<CpuInventory>, I>>(object: I): CpuInventory {
    const message = createBaseCpuInventory();
    message.model = object.model ?? "";
    message.sockets = object.sockets ?? 0;
    message.cores = object.cores ?? 0;
    message.threads = object.threads ?? 0;
    return message;
  },
};

function createBaseDiskInventory(): DiskInventory {
  return {
    name: "",
    sizeBytes: 0,
    model: "",
    serialNumber: "",
    wwn: "",
    transport: "",
    isRotational: false,
    isRemovable: false,
    logicalSectorBytes: 0,
    physicalSectorBytes: 0,
    links: [],
  };
}

export const DiskInventory: MessageFns<DiskInventory> = {
  encode(message: DiskInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.sizeBytes !== 0) {
      writer.uint32(16).int64(message.sizeBytes);
    }
    if (message.model !== "") {
      writer.uint32(26).string(message.model);
    }
    if (message.serialNumber !== "") {
      writer.uint32(34).string(message.serialNumber);
    }
    if (message.wwn !== "") {
      writer.uint32(42).string(message.wwn);
    }
    if (message.transport !== "") {
      writer.uint32(50).string(message.transport);
    }
    if (message.isRotational !== false) {
      writer.uint32(56).bool(message.isRotational);
    }
    if (message.isRemovable !== false) {
      writer.uint32(64).bool(message.isRemovable);
    }
    if (message.logicalSectorBytes !== 0) {
      writer.uint32(72).uint32(message.logicalSectorBytes);
    }
    if (message.physicalSectorBytes !== 0) {
      writer.uint32(80).uint32(message.physicalSectorBytes);
    }
    for (const v of message.links) {
      writer.uint32(90).string(v!);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DiskInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDiskInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.sizeBytes = longToNumber(reader.int64());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.model = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.serialNumber = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.wwn = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.transport = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 56) {
              break;
            }

            message.isRotational = reader.bool();
            continue;
          }
          case 8: {
            if (tag !== 64) {
              break;
            }

            message.isRemovable = reader.bool();
            continue;
          }
          case 9: {
            if (tag !== 72) {
              break;
            }

            message.logicalSectorBytes = reader.uint32();
            continue;
          }
          case 10: {
            if (tag !== 80) {
              break;
            }

            message.physicalSectorBytes = reader.uint32();
            continue;
          }
          case 11: {
            if (tag !== 90) {
              break;
            }

            message.links.push(reader.string());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<DiskInventory>, I>>(base?: I): DiskInventory {
    return DiskInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DiskInventory>, I>>(object: I): DiskInventory {
    const message = createBaseDiskInventory();
    message.name = object.name ?? "";
    message.sizeBytes = object.sizeBytes ?? 0;
    message.model = object.model ?? "";
    message.serialNumber = object.serialNumber ?? "";
    message.wwn = object.wwn ?? "";
    message.transport = object.transport ?? "";
    message.isRotational = object.isRotational ?? false;
    message.isRemovable = object.isRemovable ?? false;
    message.logicalSectorBytes = object.logicalSectorBytes ?? 0;
    message.physicalSectorBytes = object.physicalSectorBytes ?? 0;
    message.links = object.links?.map((e) => e) || [];
    return message;
  },
};

function createBaseNicInventory(): NicInventory {
  return { name: "", macAddress: "", driver: "", speedMbitPerSecond: 0, hasLink: false, addresses: [], busPath: "" };
}

export const NicInventory: MessageFns<NicInventory> = {
  encode(message: NicInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.macAddress !== "") {
      writer.uint32(18).string(message.macAddress);
    }
    if (message.driver !== "") {
      writer.uint32(26).string(message.driver);
    }
    if (message.speedMbitPerSecond !== 0) {
      writer.uint32(32).uint32(message.speedMbitPerSecond);
    }
    if (message.hasLink !== false) {
      writer.uint32(40).bool(message.hasLink);
    }
    for (const v of message.addresses) {
      writer.uint32(50).string(v!);
    }
    if (message.busPath !== "") {
      writer.uint32(58).string(message.busPath);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NicInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNicInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.macAddress = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.driver = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.speedMbitPerSecond = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.hasLink = reader.bool();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.addresses.push(reader.string());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.busPath = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },

  create<I extends Exact<DeepPartial<NicInventory>, I>>(base?: I): NicInventory {
    return NicInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NicInventory>, I>>(object: I): NicInventory {
    const message = createBaseNicInventory();
    message.name = object.name ?? "";
    message.macAddress = object.macAddress ?? "";
    message.driver = object.driver ?? "";
    message.speedMbitPerSecond = object.speedMbitPerSecond ?? 0;
    message.hasLink = object.hasLink ?? false;
    message.addresses = object.addresses?.map((e) => e) || [];
    message.busPath = object.busPath ?? "";
    return message;
  },
};

type Builtin = Date | Function | Uint8Array | string | number | boolean | undefined;

export type DeepPartial<T> = T extends Builtin ? T
  : T extends globalThis.Array<infer U> ? globalThis.Array<DeepPartial<U>>
  : T extends ReadonlyArray<infer U> ? ReadonlyArray<DeepPartial<U>>
  : T extends { $case: string; value: unknown } ? { $case: T["$case"]; value?: DeepPartial<T["value"]> }
  : T extends {} ? { [K in keyof T]?: DeepPartial<T[K]> }
  : Partial<T>;

type KeysOfUnion<T> = T extends T ? keyof T : never;
export type Exact<P, I extends P> = P extends Builtin ? P
  : P & { [K in keyof P]: Exact<P[K], I[K]> } & { [K in Exclude<keyof I, KeysOfUnion<P>>]: never };

function longToNumber(int64: { toString(): string }): number {
  const num = globalThis.Number(int64.toString());
  if (num > globalThis.Number.MAX_SAFE_INTEGER) {
    throw new globalThis.Error("Value is larger than Number.MAX_SAFE_INTEGER");
  }
  if (num < globalThis.Number.MIN_SAFE_INTEGER) {
    throw new globalThis.Error("Value is smaller than Number.MIN_SAFE_INTEGER");
  }
  return num;
}

export interface MessageFns<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
  create<I extends Exact<DeepPartial<T>, I>>(base?: I): T;
  fromPartial<I extends Exact<DeepPartial<T>, I>>(object: I): T;
}
