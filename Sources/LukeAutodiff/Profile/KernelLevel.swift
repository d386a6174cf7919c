internal import LukeKernels

/// The clone of the vector loops that this processor runs.
public enum KernelLevel {
  /// "x86-64-v4", "x86-64-v3" or "baseline".
  public static var name: String { String(cString: luke_kernel_level()) }
}
