internal import COneDNN
internal import COpenBLAS
import Foundation

/// The libraries that multiply matrices, and which of them does it in this process.
///
/// oneDNN where it is installed and has kernels for the processor, else OpenBLAS. `LUKE_PRODUCTS` in
/// the environment, `onednn` or `openblas`, decides otherwise. Results differ in the last bits.
///
/// Neither is linked: one is loaded when it is first needed. Whoever runs a model without LukeTraining calls
/// ``load()`` before, for products that have no library can only end the process.
public enum ProductLibrary: String, CaseIterable, Sendable {
  /// oneDNN.
  case oneDNN = "onednn"
  /// OpenBLAS.
  case openBLAS = "openblas"

  /// Finds and loads a library; done once, whoever asks again gets the same.
  /// - Throws: an ``EngineError`` that says what is missing and what to install.
  public static func load() throws(EngineError) { _ = try choice.get() }

  static let inUse: ProductLibrary = {
    do { return try choice.get() } catch { fatalError("\(error)") }
  }()

  private static let choice: Result<ProductLibrary, EngineError> = {
    // Empty is as good as not set, as for every shell.
    let value = ProcessInfo.processInfo.environment["LUKE_PRODUCTS"]
    let wish = value == "" ? nil : value
    let library = wish.map(ProductLibrary.init(rawValue:))
    if let wish, library == .some(nil) { return .failure(.wrongLibrary(wish)) }
    if library != .openBLAS {
      let isLoaded = luke_onednn_load()
      // The other library would find no more memory, and has other bits.
      if luke_onednn_lacks_memory() { MemoryShortage.end(asking: nil) }
      if isLoaded { return .success(.oneDNN) }
      if library == .oneDNN {
        return .failure(
          .libraryMissing(
            "oneDNN cannot be loaded or has no kernels for this processor; install libdnnl-dev or unset LUKE_PRODUCTS"
          ))
      }
    }
    if let message = luke_openblas_load() {
      if luke_openblas_lacks_memory() { MemoryShortage.end(asking: nil) }
      return .failure(.libraryMissing(String(cString: message)))
    }
    return .success(.openBLAS)
  }()

  /// Those of the libraries that can be used here.
  package static var available: [ProductLibrary] {
    allCases.filter { $0 == .oneDNN ? luke_onednn_load() : luke_openblas_load() == nil }
  }

  /// What computes, for people: the library and, where it tells, its kernels.
  package static var description: String {
    switch inUse {
    case .oneDNN: "oneDNN"
    case .openBLAS: "OpenBLAS " + String(cString: luke_openblas_core_name())
    }
  }

  /// C = op(A) · op(B), or C += …, row-major, on the calling thread.
  @inline(__always)
  package func multiply(
    _ transposedA: Bool, _ transposedB: Bool, _ m: Int32, _ n: Int32, _ k: Int32,
    _ a: UnsafePointer<Float>, _ leadingA: Int32, _ b: UnsafePointer<Float>, _ leadingB: Int32,
    _ adding: Bool, _ c: UnsafeMutablePointer<Float>, _ leadingC: Int32
  ) {
    switch self {
    case .oneDNN:
      let isDone = luke_onednn_sgemm(
        transposedA, transposedB, m, n, k, a, leadingA, b, leadingB, adding, c, leadingC)
      // It has no other reason to fail: the arguments are our own.
      if !isDone { MemoryShortage.end(asking: nil) }
    case .openBLAS:
      luke_openblas_sgemm(
        transposedA, transposedB, m, n, k, 1, a, leadingA, b, leadingB, adding ? 1 : 0, c,
        leadingC)
    }
  }

  /// Whether `multiplyBFloat16` may be called: the processor has instructions for it.
  package var hasBFloat16: Bool { self == .oneDNN && luke_onednn_has_bfloat16() }

  /// As `multiply` with factors of bfloat16; sums are kept in float32.
  package func multiplyBFloat16(
    _ transposedA: Bool, _ transposedB: Bool, _ m: Int32, _ n: Int32, _ k: Int32,
    _ a: UnsafePointer<UInt16>, _ leadingA: Int32, _ b: UnsafePointer<UInt16>, _ leadingB: Int32,
    _ adding: Bool, _ c: UnsafeMutablePointer<Float>, _ leadingC: Int32
  ) {
    let isDone = luke_onednn_bfloat16_gemm(
      transposedA, transposedB, m, n, k, a, leadingA, b, leadingB, adding, c, leadingC)
    if !isDone { MemoryShortage.end(asking: nil) }
  }
}
