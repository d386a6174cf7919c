"""Writes hostile.h5: arrays that look into other files, or take memory that no file is large enough for.

Made with Python 3.11, h5py 3.16.0:
    python make_hostile.py
Each is called x, in a group that says what it is.
"""
import os

import h5py, numpy

os.chdir(os.path.dirname(os.path.abspath(__file__)))

with h5py.File("hostile.h5", "w", libver=("v108", "v108")) as file:
    values = numpy.arange(8, dtype="<f4")
    file["plain/x"] = values
    file.create_group("external-link")["x"] = h5py.ExternalLink("h5py.h5", "/model/float32")
    file.create_group("soft-link")["x"] = h5py.SoftLink("/plain/x")
    file.create_group("group-link")["x"] = h5py.ExternalLink("h5py.h5", "/model")
    file.create_dataset("external-file/x", (8,), "<f4", external=[("small.bin", 0, 32)])
    file.create_dataset("unwritten/x", (1 << 40,), "<f4")
    file.create_dataset("no-chunks/x", (1 << 40,), "<f4", chunks=(1 << 20,))
    file.create_dataset("large-chunks/x", (1 << 30,), "<f4", chunks=(1 << 28,))
    file.create_dataset("filter/x", data=numpy.arange(8), chunks=(8,), scaleoffset=0)
