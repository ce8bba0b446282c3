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
  /** Management controller. */
  bmc:
    | BmcInventory
    | undefined;
  /** Graphics processors and other devices that compute, ordered by bus path. */
  accelerators: AcceleratorInventory[];
  /** Memory modules; absent when the firmware tells of none. */
  memory:
    | MemoryInventory
    | undefined;
  /** Controllers that disks are reached by, ordered by bus path. */
  storageControllers: StorageControllerInventory[];
}

/** Memory as the firmware has it. */
export interface MemoryInventory {
  /** Places for modules. */
  slots: number;
  /** Most that the machine can have, bytes; 0 when unknown. */
  maximumBytes: number;
  /** Modules that are there, ordered by place. */
  modules: MemoryModuleInventory[];
}

/** One memory module. */
export interface MemoryModuleInventory {
  /** Place, for example "DIMM_A1". */
  slot: string;
  /** Size, bytes. */
  sizeBytes: number;
  /** For example "DDR4". */
  type: string;
  /** Speed it runs at, millions of transfers per second; 0 when unknown. */
  speedMtPerSecond: number;
  /** Manufacturer. */
  manufacturer: string;
  /** Part number. */
  partNumber: string;
  /** Serial number. */
  serialNumber: string;
}

/** A controller that disks are reached by. */
export interface StorageControllerInventory {
  /** PCI address. */
  busPath: string;
  /** PCI class, six hexadecimal digits. */
  pciClass: string;
  /** PCI vendor and device, for example "1000:005d". */
  pciId: string;
  /** Driver. */
  driver: string;
  /** Memory node it is near; -1 when unknown. */
  numaNode: number;
  /** Whether it makes arrays by itself. */
  isRaid: boolean;
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
  /** Memory nodes, ordered by id. */
  numaNodes: NumaNodeInventory[];
}

/** Processors and memory that are near each other. */
export interface NumaNodeInventory {
  /** Number. */
  id: number;
  /** Hardware threads as the kernel lists them, for example "0-7,16-23". */
  cpus: string;
  /** Memory, bytes. */
  memoryBytes: number;
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
  /** Links without /dev/, sorted, for example "disk/by-id/wwn-0x5000". */
  links: string[];
  /** Device, for example "/dev/sda". */
  device: string;
  /** Vendor. */
  vendor: string;
  /** Size of a write that suits the disk best, bytes; 0 when unknown. */
  optimalIoBytes: number;
  /** Whether nothing can be written to it. */
  isReadOnly: boolean;
  /** Host, channel, target and unit, for example "0:0:1:0"; empty when none. */
  scsiAddress: string;
  /** Devices of the paths of a multipath map. */
  paths: string[];
  /** What is on it. */
  content: DiskContent | undefined;
}

/** What is on a disk. */
export interface DiskContent {
  /** "gpt" or "msdos"; empty without a partition table. */
  tableLabel: string;
  /** GUID or identifier of the table. */
  tableGuid: string;
  /** Partitions, ordered by start. */
  partitions: PartitionContent[];
  /** Signatures on the disk itself. */
  signatures: SignatureContent[];
  /** What stands on the disk itself. */
  holders: HolderContent[];
}

/** A partition. */
export interface PartitionContent {
  /** Number. */
  number: number;
  /** Start, bytes. */
  startBytes: number;
  /** Size, bytes. */
  sizeBytes: number;
  /** GPT type, or two hexadecimal digits. */
  typeGuid: string;
  /** GUID or identifier of the partition. */
  guid: string;
  /** Name. */
  name: string;
  /** Flags, for example "legacy_boot". */
  flags: string[];
  /** Signatures found on it. */
  signatures: SignatureContent[];
  /** What stands on it. */
  holders: HolderContent[];
}

/** Something recognised by its first bytes. */
export interface SignatureContent {
  /** Type, for example "ext4" or "LVM2_member". */
  type: string;
  /** Label. */
  label: string;
  /** UUID. */
  uuid: string;
}

/**
 * Something that uses a disk or a partition. What stands on it in turn follows it, one deeper: the list is as long as
 * there are holders, and no reader of it calls itself.
 */
export interface HolderContent {
  /** "md", "lvm", "crypt", "bcache", "multipath", "mount", "swap" or "other". */
  kind: string;
  /** Device, or mount point. */
  name: string;
  /** Signatures found on it. */
  signatures: SignatureContent[];
  /** 0 for what stands on the disk or partition itself. */
  depth: number;
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
  /** MAC address of the hardware. */
  permanentMacAddress: string;
  /** PCI vendor and device, for example "8086:1572". */
  pciId: string;
  /** Memory node it is near; -1 when unknown. */
  numaNode: number;
  /** Most virtual functions it can have. */
  virtualFunctionLimit: number;
  /** Virtual functions it has. */
  virtualFunctions: number;
  /** The other end of the cable; absent when nothing was heard. */
  neighbour:
    | NeighbourInventory
    | undefined;
  /** What the card can do in the place of the kernel and can be told not to, by name. */
  offloads: NicOffload[];
  /** Most pairs of queues; 0 when unknown. */
  maxQueues: number;
  /** Highest speed in Mbit/s; 0 when unknown. */
  maxSpeedMbitPerSecond: number;
}

/** Something that a network card can do in the place of the kernel. */
export interface NicOffload {
  /** As ethtool calls it, for example "tcp-segmentation-offload". */
  name: string;
  /** Whether it does so now. */
  isOn: boolean;
}

/** What the other end of a cable says of itself (LLDP). */
export interface NeighbourInventory {
  /** Name of the switch. */
  systemName: string;
  /** Identifier of the switch. */
  chassisId: string;
  /** Port. */
  portId: string;
  /** Description of the port. */
  portDescription: string;
}

/** The management controller of a machine. */
export interface BmcInventory {
  /** Address. */
  address: string;
  /** MAC address. */
  macAddress: string;
}

/** A graphics processor or another device that computes. */
export interface AcceleratorInventory {
  /** PCI address. */
  busPath: string;
  /** PCI class, six hexadecimal digits. */
  pciClass: string;
  /** PCI vendor and device, for example "10de:1db6". */
  pciId: string;
  /** Driver. */
  driver: string;
  /** Memory node it is near; -1 when unknown. */
  numaNode: number;
}

function createBaseInventory(): Inventory {
  return {
    system: undefined,
    cpu: undefined,
    memoryBytes: 0,
    disks: [],
    nics: [],
    bmc: undefined,
    accelerators: [],
    memory: undefined,
    storageControllers: [],
  };
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
    if (message.bmc !== undefined) {
      BmcInventory.encode(message.bmc, writer.uint32(50).fork()).join();
    }
    for (const v of message.accelerators) {
      AcceleratorInventory.encode(v!, writer.uint32(58).fork()).join();
    }
    if (message.memory !== undefined) {
      MemoryInventory.encode(message.memory, writer.uint32(66).fork()).join();
    }
    for (const v of message.storageControllers) {
      StorageControllerInventory.encode(v!, writer.uint32(74).fork()).join();
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
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.bmc = BmcInventory.decode(reader, reader.uint32());
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.accelerators.push(AcceleratorInventory.decode(reader, reader.uint32()));
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.memory = MemoryInventory.decode(reader, reader.uint32());
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.storageControllers.push(StorageControllerInventory.decode(reader, reader.uint32()));
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
    message.bmc = (object.bmc !== undefined && object.bmc !== null) ? BmcInventory.fromPartial(object.bmc) : undefined;
    message.accelerators = object.accelerators?.map((e) => AcceleratorInventory.fromPartial(e)) || [];
    message.memory = (object.memory !== undefined && object.memory !== null)
      ? MemoryInventory.fromPartial(object.memory)
      : undefined;
    message.storageControllers = object.storageControllers?.map((e) => StorageControllerInventory.fromPartial(e)) || [];
    return message;
  },
};

function createBaseMemoryInventory(): MemoryInventory {
  return { slots: 0, maximumBytes: 0, modules: [] };
}

export const MemoryInventory: MessageFns<MemoryInventory> = {
  encode(message: MemoryInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.slots !== 0) {
      writer.uint32(8).uint32(message.slots);
    }
    if (message.maximumBytes !== 0) {
      writer.uint32(16).int64(message.maximumBytes);
    }
    for (const v of message.modules) {
      MemoryModuleInventory.encode(v!, writer.uint32(26).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MemoryInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMemoryInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.slots = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.maximumBytes = longToNumber(reader.int64());
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.modules.push(MemoryModuleInventory.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<MemoryInventory>, I>>(base?: I): MemoryInventory {
    return MemoryInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MemoryInventory>, I>>(object: I): MemoryInventory {
    const message = createBaseMemoryInventory();
    message.slots = object.slots ?? 0;
    message.maximumBytes = object.maximumBytes ?? 0;
    message.modules = object.modules?.map((e) => MemoryModuleInventory.fromPartial(e)) || [];
    return message;
  },
};

function createBaseMemoryModuleInventory(): MemoryModuleInventory {
  return { slot: "", sizeBytes: 0, type: "", speedMtPerSecond: 0, manufacturer: "", partNumber: "", serialNumber: "" };
}

export const MemoryModuleInventory: MessageFns<MemoryModuleInventory> = {
  encode(message: MemoryModuleInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.slot !== "") {
      writer.uint32(10).string(message.slot);
    }
    if (message.sizeBytes !== 0) {
      writer.uint32(16).int64(message.sizeBytes);
    }
    if (message.type !== "") {
      writer.uint32(26).string(message.type);
    }
    if (message.speedMtPerSecond !== 0) {
      writer.uint32(32).uint32(message.speedMtPerSecond);
    }
    if (message.manufacturer !== "") {
      writer.uint32(42).string(message.manufacturer);
    }
    if (message.partNumber !== "") {
      writer.uint32(50).string(message.partNumber);
    }
    if (message.serialNumber !== "") {
      writer.uint32(58).string(message.serialNumber);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): MemoryModuleInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseMemoryModuleInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.slot = reader.string();
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

            message.type = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.speedMtPerSecond = reader.uint32();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.manufacturer = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.partNumber = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.serialNumber = reader.string();
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

  create<I extends Exact<DeepPartial<MemoryModuleInventory>, I>>(base?: I): MemoryModuleInventory {
    return MemoryModuleInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<MemoryModuleInventory>, I>>(object: I): MemoryModuleInventory {
    const message = createBaseMemoryModuleInventory();
    message.slot = object.slot ?? "";
    message.sizeBytes = object.sizeBytes ?? 0;
    message.type = object.type ?? "";
    message.speedMtPerSecond = object.speedMtPerSecond ?? 0;
    message.manufacturer = object.manufacturer ?? "";
    message.partNumber = object.partNumber ?? "";
    message.serialNumber = object.serialNumber ?? "";
    return message;
  },
};

function createBaseStorageControllerInventory(): StorageControllerInventory {
  return { busPath: "", pciClass: "", pciId: "", driver: "", numaNode: 0, isRaid: false };
}

export const StorageControllerInventory: MessageFns<StorageControllerInventory> = {
  encode(message: StorageControllerInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.busPath !== "") {
      writer.uint32(10).string(message.busPath);
    }
    if (message.pciClass !== "") {
      writer.uint32(18).string(message.pciClass);
    }
    if (message.pciId !== "") {
      writer.uint32(26).string(message.pciId);
    }
    if (message.driver !== "") {
      writer.uint32(34).string(message.driver);
    }
    if (message.numaNode !== 0) {
      writer.uint32(40).sint32(message.numaNode);
    }
    if (message.isRaid !== false) {
      writer.uint32(48).bool(message.isRaid);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StorageControllerInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStorageControllerInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.busPath = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.pciClass = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.pciId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.driver = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.numaNode = reader.sint32();
            continue;
          }
          case 6: {
            if (tag !== 48) {
              break;
            }

            message.isRaid = reader.bool();
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

  create<I extends Exact<DeepPartial<StorageControllerInventory>, I>>(base?: I): StorageControllerInventory {
    return StorageControllerInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<StorageControllerInventory>, I>>(object: I): StorageControllerInventory {
    const message = createBaseStorageControllerInventory();
    message.busPath = object.busPath ?? "";
    message.pciClass = object.pciClass ?? "";
    message.pciId = object.pciId ?? "";
    message.driver = object.driver ?? "";
    message.numaNode = object.numaNode ?? 0;
    message.isRaid = object.isRaid ?? false;
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
  return { model: "", sockets: 0, cores: 0, threads: 0, numaNodes: [] };
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
    for (const v of message.numaNodes) {
      NumaNodeInventory.encode(v!, writer.uint32(42).fork()).join();
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
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.numaNodes.push(NumaNodeInventory.decode(reader, reader.uint32()));
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
    message.numaNodes = object.numaNodes?.map((e) => NumaNodeInventory.fromPartial(e)) || [];
    return message;
  },
};

function createBaseNumaNodeInventory(): NumaNodeInventory {
  return { id: 0, cpus: "", memoryBytes: 0 };
}

export const NumaNodeInventory: MessageFns<NumaNodeInventory> = {
  encode(message: NumaNodeInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.id !== 0) {
      writer.uint32(8).uint32(message.id);
    }
    if (message.cpus !== "") {
      writer.uint32(18).string(message.cpus);
    }
    if (message.memoryBytes !== 0) {
      writer.uint32(24).int64(message.memoryBytes);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NumaNodeInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNumaNodeInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.id = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.cpus = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.memoryBytes = longToNumber(reader.int64());
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

  create<I extends Exact<DeepPartial<NumaNodeInventory>, I>>(base?: I): NumaNodeInventory {
    return NumaNodeInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NumaNodeInventory>, I>>(object: I): NumaNodeInventory {
    const message = createBaseNumaNodeInventory();
    message.id = object.id ?? 0;
    message.cpus = object.cpus ?? "";
    message.memoryBytes = object.memoryBytes ?? 0;
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
    device: "",
    vendor: "",
    optimalIoBytes: 0,
    isReadOnly: false,
    scsiAddress: "",
    paths: [],
    content: undefined,
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
    if (message.device !== "") {
      writer.uint32(98).string(message.device);
    }
    if (message.vendor !== "") {
      writer.uint32(106).string(message.vendor);
    }
    if (message.optimalIoBytes !== 0) {
      writer.uint32(112).uint32(message.optimalIoBytes);
    }
    if (message.isReadOnly !== false) {
      writer.uint32(120).bool(message.isReadOnly);
    }
    if (message.scsiAddress !== "") {
      writer.uint32(130).string(message.scsiAddress);
    }
    for (const v of message.paths) {
      writer.uint32(138).string(v!);
    }
    if (message.content !== undefined) {
      DiskContent.encode(message.content, writer.uint32(146).fork()).join();
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
          case 12: {
            if (tag !== 98) {
              break;
            }

            message.device = reader.string();
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            message.vendor = reader.string();
            continue;
          }
          case 14: {
            if (tag !== 112) {
              break;
            }

            message.optimalIoBytes = reader.uint32();
            continue;
          }
          case 15: {
            if (tag !== 120) {
              break;
            }

            message.isReadOnly = reader.bool();
            continue;
          }
          case 16: {
            if (tag !== 130) {
              break;
            }

            message.scsiAddress = reader.string();
            continue;
          }
          case 17: {
            if (tag !== 138) {
              break;
            }

            message.paths.push(reader.string());
            continue;
          }
          case 18: {
            if (tag !== 146) {
              break;
            }

            message.content = DiskContent.decode(reader, reader.uint32());
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
    message.device = object.device ?? "";
    message.vendor = object.vendor ?? "";
    message.optimalIoBytes = object.optimalIoBytes ?? 0;
    message.isReadOnly = object.isReadOnly ?? false;
    message.scsiAddress = object.scsiAddress ?? "";
    message.paths = object.paths?.map((e) => e) || [];
    message.content = (object.content !== undefined && object.content !== null)
      ? DiskContent.fromPartial(object.content)
      : undefined;
    return message;
  },
};

function createBaseDiskContent(): DiskContent {
  return { tableLabel: "", tableGuid: "", partitions: [], signatures: [], holders: [] };
}

export const DiskContent: MessageFns<DiskContent> = {
  encode(message: DiskContent, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.tableLabel !== "") {
      writer.uint32(10).string(message.tableLabel);
    }
    if (message.tableGuid !== "") {
      writer.uint32(18).string(message.tableGuid);
    }
    for (const v of message.partitions) {
      PartitionContent.encode(v!, writer.uint32(26).fork()).join();
    }
    for (const v of message.signatures) {
      SignatureContent.encode(v!, writer.uint32(34).fork()).join();
    }
    for (const v of message.holders) {
      HolderContent.encode(v!, writer.uint32(42).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): DiskContent {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseDiskContent();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.tableLabel = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.tableGuid = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.partitions.push(PartitionContent.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.signatures.push(SignatureContent.decode(reader, reader.uint32()));
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.holders.push(HolderContent.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<DiskContent>, I>>(base?: I): DiskContent {
    return DiskContent.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<DiskContent>, I>>(object: I): DiskContent {
    const message = createBaseDiskContent();
    message.tableLabel = object.tableLabel ?? "";
    message.tableGuid = object.tableGuid ?? "";
    message.partitions = object.partitions?.map((e) => PartitionContent.fromPartial(e)) || [];
    message.signatures = object.signatures?.map((e) => SignatureContent.fromPartial(e)) || [];
    message.holders = object.holders?.map((e) => HolderContent.fromPartial(e)) || [];
    return message;
  },
};

function createBasePartitionContent(): PartitionContent {
  return {
    number: 0,
    startBytes: 0,
    sizeBytes: 0,
    typeGuid: "",
    guid: "",
    name: "",
    flags: [],
    signatures: [],
    holders: [],
  };
}

export const PartitionContent: MessageFns<PartitionContent> = {
  encode(message: PartitionContent, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.number !== 0) {
      writer.uint32(8).uint32(message.number);
    }
    if (message.startBytes !== 0) {
      writer.uint32(16).int64(message.startBytes);
    }
    if (message.sizeBytes !== 0) {
      writer.uint32(24).int64(message.sizeBytes);
    }
    if (message.typeGuid !== "") {
      writer.uint32(34).string(message.typeGuid);
    }
    if (message.guid !== "") {
      writer.uint32(42).string(message.guid);
    }
    if (message.name !== "") {
      writer.uint32(50).string(message.name);
    }
    for (const v of message.flags) {
      writer.uint32(58).string(v!);
    }
    for (const v of message.signatures) {
      SignatureContent.encode(v!, writer.uint32(66).fork()).join();
    }
    for (const v of message.holders) {
      HolderContent.encode(v!, writer.uint32(74).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): PartitionContent {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBasePartitionContent();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.number = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.startBytes = longToNumber(reader.int64());
            continue;
          }
          case 3: {
            if (tag !== 24) {
              break;
            }

            message.sizeBytes = longToNumber(reader.int64());
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.typeGuid = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 42) {
              break;
            }

            message.guid = reader.string();
            continue;
          }
          case 6: {
            if (tag !== 50) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 7: {
            if (tag !== 58) {
              break;
            }

            message.flags.push(reader.string());
            continue;
          }
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.signatures.push(SignatureContent.decode(reader, reader.uint32()));
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.holders.push(HolderContent.decode(reader, reader.uint32()));
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

  create<I extends Exact<DeepPartial<PartitionContent>, I>>(base?: I): PartitionContent {
    return PartitionContent.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<PartitionContent>, I>>(object: I): PartitionContent {
    const message = createBasePartitionContent();
    message.number = object.number ?? 0;
    message.startBytes = object.startBytes ?? 0;
    message.sizeBytes = object.sizeBytes ?? 0;
    message.typeGuid = object.typeGuid ?? "";
    message.guid = object.guid ?? "";
    message.name = object.name ?? "";
    message.flags = object.flags?.map((e) => e) || [];
    message.signatures = object.signatures?.map((e) => SignatureContent.fromPartial(e)) || [];
    message.holders = object.holders?.map((e) => HolderContent.fromPartial(e)) || [];
    return message;
  },
};

function createBaseSignatureContent(): SignatureContent {
  return { type: "", label: "", uuid: "" };
}

export const SignatureContent: MessageFns<SignatureContent> = {
  encode(message: SignatureContent, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.type !== "") {
      writer.uint32(10).string(message.type);
    }
    if (message.label !== "") {
      writer.uint32(18).string(message.label);
    }
    if (message.uuid !== "") {
      writer.uint32(26).string(message.uuid);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): SignatureContent {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseSignatureContent();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.type = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.label = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.uuid = reader.string();
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

  create<I extends Exact<DeepPartial<SignatureContent>, I>>(base?: I): SignatureContent {
    return SignatureContent.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<SignatureContent>, I>>(object: I): SignatureContent {
    const message = createBaseSignatureContent();
    message.type = object.type ?? "";
    message.label = object.label ?? "";
    message.uuid = object.uuid ?? "";
    return message;
  },
};

function createBaseHolderContent(): HolderContent {
  return { kind: "", name: "", signatures: [], depth: 0 };
}

export const HolderContent: MessageFns<HolderContent> = {
  encode(message: HolderContent, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.kind !== "") {
      writer.uint32(10).string(message.kind);
    }
    if (message.name !== "") {
      writer.uint32(18).string(message.name);
    }
    for (const v of message.signatures) {
      SignatureContent.encode(v!, writer.uint32(26).fork()).join();
    }
    if (message.depth !== 0) {
      writer.uint32(32).uint32(message.depth);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): HolderContent {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseHolderContent();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.kind = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.name = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.signatures.push(SignatureContent.decode(reader, reader.uint32()));
            continue;
          }
          case 4: {
            if (tag !== 32) {
              break;
            }

            message.depth = reader.uint32();
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

  create<I extends Exact<DeepPartial<HolderContent>, I>>(base?: I): HolderContent {
    return HolderContent.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<HolderContent>, I>>(object: I): HolderContent {
    const message = createBaseHolderContent();
    message.kind = object.kind ?? "";
    message.name = object.name ?? "";
    message.signatures = object.signatures?.map((e) => SignatureContent.fromPartial(e)) || [];
    message.depth = object.depth ?? 0;
    return message;
  },
};

function createBaseNicInventory(): NicInventory {
  return {
    name: "",
    macAddress: "",
    driver: "",
    speedMbitPerSecond: 0,
    hasLink: false,
    addresses: [],
    busPath: "",
    permanentMacAddress: "",
    pciId: "",
    numaNode: 0,
    virtualFunctionLimit: 0,
    virtualFunctions: 0,
    neighbour: undefined,
    offloads: [],
    maxQueues: 0,
    maxSpeedMbitPerSecond: 0,
  };
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
    if (message.permanentMacAddress !== "") {
      writer.uint32(66).string(message.permanentMacAddress);
    }
    if (message.pciId !== "") {
      writer.uint32(74).string(message.pciId);
    }
    if (message.numaNode !== 0) {
      writer.uint32(80).sint32(message.numaNode);
    }
    if (message.virtualFunctionLimit !== 0) {
      writer.uint32(88).uint32(message.virtualFunctionLimit);
    }
    if (message.virtualFunctions !== 0) {
      writer.uint32(96).uint32(message.virtualFunctions);
    }
    if (message.neighbour !== undefined) {
      NeighbourInventory.encode(message.neighbour, writer.uint32(106).fork()).join();
    }
    for (const v of message.offloads) {
      NicOffload.encode(v!, writer.uint32(114).fork()).join();
    }
    if (message.maxQueues !== 0) {
      writer.uint32(120).uint32(message.maxQueues);
    }
    if (message.maxSpeedMbitPerSecond !== 0) {
      writer.uint32(128).uint32(message.maxSpeedMbitPerSecond);
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
          case 8: {
            if (tag !== 66) {
              break;
            }

            message.permanentMacAddress = reader.string();
            continue;
          }
          case 9: {
            if (tag !== 74) {
              break;
            }

            message.pciId = reader.string();
            continue;
          }
          case 10: {
            if (tag !== 80) {
              break;
            }

            message.numaNode = reader.sint32();
            continue;
          }
          case 11: {
            if (tag !== 88) {
              break;
            }

            message.virtualFunctionLimit = reader.uint32();
            continue;
          }
          case 12: {
            if (tag !== 96) {
              break;
            }

            message.virtualFunctions = reader.uint32();
            continue;
          }
          case 13: {
            if (tag !== 106) {
              break;
            }

            message.neighbour = NeighbourInventory.decode(reader, reader.uint32());
            continue;
          }
          case 14: {
            if (tag !== 114) {
              break;
            }

            message.offloads.push(NicOffload.decode(reader, reader.uint32()));
            continue;
          }
          case 15: {
            if (tag !== 120) {
              break;
            }

            message.maxQueues = reader.uint32();
            continue;
          }
          case 16: {
            if (tag !== 128) {
              break;
            }

            message.maxSpeedMbitPerSecond = reader.uint32();
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
    message.permanentMacAddress = object.permanentMacAddress ?? "";
    message.pciId = object.pciId ?? "";
    message.numaNode = object.numaNode ?? 0;
    message.virtualFunctionLimit = object.virtualFunctionLimit ?? 0;
    message.virtualFunctions = object.virtualFunctions ?? 0;
    message.neighbour = (object.neighbour !== undefined && object.neighbour !== null)
      ? NeighbourInventory.fromPartial(object.neighbour)
      : undefined;
    message.offloads = object.offloads?.map((e) => NicOffload.fromPartial(e)) || [];
    message.maxQueues = object.maxQueues ?? 0;
    message.maxSpeedMbitPerSecond = object.maxSpeedMbitPerSecond ?? 0;
    return message;
  },
};

function createBaseNicOffload(): NicOffload {
  return { name: "", isOn: false };
}

export const NicOffload: MessageFns<NicOffload> = {
  encode(message: NicOffload, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.name !== "") {
      writer.uint32(10).string(message.name);
    }
    if (message.isOn !== false) {
      writer.uint32(16).bool(message.isOn);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NicOffload {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNicOffload();
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

            message.isOn = reader.bool();
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

  create<I extends Exact<DeepPartial<NicOffload>, I>>(base?: I): NicOffload {
    return NicOffload.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NicOffload>, I>>(object: I): NicOffload {
    const message = createBaseNicOffload();
    message.name = object.name ?? "";
    message.isOn = object.isOn ?? false;
    return message;
  },
};

function createBaseNeighbourInventory(): NeighbourInventory {
  return { systemName: "", chassisId: "", portId: "", portDescription: "" };
}

export const NeighbourInventory: MessageFns<NeighbourInventory> = {
  encode(message: NeighbourInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.systemName !== "") {
      writer.uint32(10).string(message.systemName);
    }
    if (message.chassisId !== "") {
      writer.uint32(18).string(message.chassisId);
    }
    if (message.portId !== "") {
      writer.uint32(26).string(message.portId);
    }
    if (message.portDescription !== "") {
      writer.uint32(34).string(message.portDescription);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): NeighbourInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseNeighbourInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.systemName = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.chassisId = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.portId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.portDescription = reader.string();
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

  create<I extends Exact<DeepPartial<NeighbourInventory>, I>>(base?: I): NeighbourInventory {
    return NeighbourInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<NeighbourInventory>, I>>(object: I): NeighbourInventory {
    const message = createBaseNeighbourInventory();
    message.systemName = object.systemName ?? "";
    message.chassisId = object.chassisId ?? "";
    message.portId = object.portId ?? "";
    message.portDescription = object.portDescription ?? "";
    return message;
  },
};

function createBaseBmcInventory(): BmcInventory {
  return { address: "", macAddress: "" };
}

export const BmcInventory: MessageFns<BmcInventory> = {
  encode(message: BmcInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.address !== "") {
      writer.uint32(10).string(message.address);
    }
    if (message.macAddress !== "") {
      writer.uint32(18).string(message.macAddress);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): BmcInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseBmcInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.address = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.macAddress = reader.string();
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

  create<I extends Exact<DeepPartial<BmcInventory>, I>>(base?: I): BmcInventory {
    return BmcInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<BmcInventory>, I>>(object: I): BmcInventory {
    const message = createBaseBmcInventory();
    message.address = object.address ?? "";
    message.macAddress = object.macAddress ?? "";
    return message;
  },
};

function createBaseAcceleratorInventory(): AcceleratorInventory {
  return { busPath: "", pciClass: "", pciId: "", driver: "", numaNode: 0 };
}

export const AcceleratorInventory: MessageFns<AcceleratorInventory> = {
  encode(message: AcceleratorInventory, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.busPath !== "") {
      writer.uint32(10).string(message.busPath);
    }
    if (message.pciClass !== "") {
      writer.uint32(18).string(message.pciClass);
    }
    if (message.pciId !== "") {
      writer.uint32(26).string(message.pciId);
    }
    if (message.driver !== "") {
      writer.uint32(34).string(message.driver);
    }
    if (message.numaNode !== 0) {
      writer.uint32(40).sint32(message.numaNode);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): AcceleratorInventory {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseAcceleratorInventory();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 10) {
              break;
            }

            message.busPath = reader.string();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.pciClass = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.pciId = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.driver = reader.string();
            continue;
          }
          case 5: {
            if (tag !== 40) {
              break;
            }

            message.numaNode = reader.sint32();
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

  create<I extends Exact<DeepPartial<AcceleratorInventory>, I>>(base?: I): AcceleratorInventory {
    return AcceleratorInventory.fromPartial(base ?? ({} as any));
  },
  fromPartial<I extends Exact<DeepPartial<AcceleratorInventory>, I>>(object: I): AcceleratorInventory {
    const message = createBaseAcceleratorInventory();
    message.busPath = object.busPath ?? "";
    message.pciClass = object.pciClass ?? "";
    message.pciId = object.pciId ?? "";
    message.driver = object.driver ?? "";
    message.numaNode = object.numaNode ?? 0;
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
