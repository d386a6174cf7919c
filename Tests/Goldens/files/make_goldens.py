"""Writes the files of this folder with the libraries that other programs use.

Made with Python 3.11, torch 2.15.0, safetensors 0.8.0, h5py 3.16.0, hdf5plugin 7.1.0:
    python make_goldens.py
Every array holds ((7 i + 3) mod 11 - 5) / 4 at its i-th element, which all types can hold (integers
and Booleans without the division).
"""
import collections, json, os, pickle, zipfile
import h5py, hdf5plugin, numpy, torch
from safetensors.torch import save_file

os.chdir(os.path.dirname(os.path.abspath(__file__)))


def floats(*shape):
    n = int(numpy.prod(shape))
    return torch.tensor([((7 * i + 3) % 11 - 5) / 4 for i in range(n)]).reshape(shape)


def integers(*shape):
    n = int(numpy.prod(shape))
    return torch.tensor([(7 * i + 3) % 11 - 5 for i in range(n)]).reshape(shape)


every = {
    "float32": floats(3, 5), "float16": floats(2, 3, 2).half(), "bfloat16": floats(7).bfloat16(),
    "float64": floats(4).double(), "int64": integers(3, 2), "int32": integers(5).int(),
    "int16": integers(5).short(), "int8": integers(5).to(torch.int8),
    "uint8": (integers(5) + 5).to(torch.uint8), "bool": integers(5) > 0,
    "scalar": floats(1)[0], "empty": torch.zeros(0, 4),
}
save_file(every, "every.safetensors", metadata={"format": "pt"})

os.makedirs("sharded", exist_ok=True)
first, second = {"a": floats(3, 5), "b": floats(4)}, {"c": floats(2, 2)}
for kind, save, suffix in (("model", save_file, "safetensors"), ("pytorch_model", torch.save, "bin")):
    names = [f"{kind}-0000{i}-of-00002.{suffix}" for i in (1, 2)]
    save(first, "sharded/" + names[0])
    save(second, "sharded/" + names[1])
    index = {"metadata": {"total_size": 92}, "weight_map": {"a": names[0], "b": names[0], "c": names[1]}}
    with open(f"sharded/{kind}.{suffix}.index.json", "w") as file:
        json.dump(index, file, indent=2)

base = floats(4, 6)
state = collections.OrderedDict(every)
state["transposed"] = base.t()
state["sliced"] = base[1:3, 2:5]
state["expanded"] = floats(3)[:, None].expand(3, 2)
state["shared"] = base
state["parameter"] = torch.nn.Parameter(floats(2, 2))
state._metadata = collections.OrderedDict([("", dict(version=1)), ("encoder", dict(version=1))])
torch.save(state, "every.bin")
torch.save({"epoch": 3, "state_dict": {"weight": floats(2, 2)}}, "nested.bin")
torch.save({"weight": floats(2, 2)}, "legacy.bin", _use_new_zipfile_serialization=False)
torch.save({"weight": floats(2, 2)}, "small.bin")


def repack(to, content, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile("small.bin") as old, zipfile.ZipFile(to, "w", compression) as new:
        for name in old.namelist():
            data = content if name.endswith("data.pkl") and content else old.read(name)
            new.writestr(zipfile.ZipInfo(name), data, compress_type=compression)


class Command:
    def __reduce__(self):
        return (os.system, ("touch executed",))


repack("command.bin", pickle.dumps({"weight": Command()}, protocol=2))
repack("deflated.bin", None, zipfile.ZIP_DEFLATED)
zipfile.ZIP64_LIMIT = 10
repack("zip64.bin", None)

with h5py.File("h5py.h5", "w") as file:
    model = file.create_group("model")
    for name in ("float32", "float16", "float64", "int64", "int32", "int16", "int8", "uint8", "scalar", "empty"):
        model[name] = every[name].numpy()
    bits = every["bfloat16"].view(torch.int16).numpy().view(numpy.uint16)
    model["bfloat16"] = bits
    model["bfloat16"].attrs["element_type"] = "bfloat16"
    model["inner/float32"] = every["float32"].numpy()
    for name, options in (
        ("deflate", dict(compression="gzip", shuffle=True)), ("zstd", hdf5plugin.Zstd(clevel=5)),
        ("fletcher", dict(fletcher32=True)),
    ):
        model.create_dataset(name, data=floats(50, 7).numpy(), chunks=(8, 7), **options)
    file["text"] = "Zoë reads 日本"
    file["fixed"] = numpy.bytes_("Zoë".encode())
    file["nothing"] = ""
    file["two"] = ["one", "two"]
    file.attrs["format"] = "something"
    file.attrs["version"] = 3
    file.attrs["fixed"] = numpy.bytes_(b"short")
