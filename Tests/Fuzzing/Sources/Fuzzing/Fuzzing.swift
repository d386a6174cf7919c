import Foundation

/// The program: `Fuzzing list`, `Fuzzing seeds TARGET FOLDER`, or, with the name of a target in
/// `FUZZ_TARGET`, libFuzzer with its own arguments.
enum Fuzzing {
  /// Every reader there is.
  static let targets =
    labelledDataTargets + jsonTargets + recipeTargets + tokenizerTargets + entityVocabularyTargets
    + weightTargets + modelTargets + corpusTargets + streamTargets + datasetTargets + runTargets
    + textTargets + mentionTargets

  /// The target that is fed.
  nonisolated(unsafe) fileprivate static var current: FuzzTarget?

  /// Does what the arguments ask for; goes on to libFuzzer where they ask for nothing of ours.
  fileprivate static func begin(_ arguments: [String]) throws {
    if arguments.first == "list" {
      targets.forEach { print($0.name) }
      exit(0)
    }
    let isSeeding = arguments.first == "seeds" && arguments.count == 3
    let name = isSeeding ? arguments[1] : ProcessInfo.processInfo.environment["FUZZ_TARGET"]
    guard let target = targets.first(where: { $0.name == name }) else {
      FileHandle.standardError.write(
        Data("no such target: \(name ?? "FUZZ_TARGET is not set"); see Fuzzing list\n".utf8))
      exit(64)
    }
    if isSeeding {
      try target.writeSeeds(to: arguments[2])
      exit(0)
    }
    try Surroundings.shared.prepare()
    // What targets keep for all inputs comes into being before they are watched.
    _ = try target.seeds()
    current = target
  }
}

/// Called by libFuzzer before all else.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
  let texts = (1..<max(1, Int(count.pointee))).compactMap { arguments.pointee[$0] }
  do {
    try Fuzzing.begin(texts.map { String(cString: $0) })
  } catch { fatalError("cannot begin: \(error)") }
  return 0
}

/// Called by libFuzzer with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzzing.current?.feed([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
