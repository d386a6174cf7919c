import Foundation
import Logging
import LukeSystem
import LukeTasks

/// Features that took long to build, kept in the run folder for its next start.
///
/// A file `features-<number>.bin` holds the features of one data file, together with everything that
/// they follow from: its content, the version of the features, the task's settings, the classes, the
/// tokenizer. Whatever does not
/// agree in all of it, or is damaged, is built anew. Training never changes by it.
package final class FeatureCache {
  private let folder: String
  private let settings: String
  /// Building that takes less is not worth a file.
  private let worthwhile: Duration
  private var used: Set<String> = []
  private var pending: [(name: String, content: [UInt8])] = []

  /// `settings` is the text of all that features depend on besides the data file.
  package init(folder: String, settings: String, worthwhile: Duration = .seconds(3)) {
    (self.folder, self.settings, self.worthwhile) = (folder, settings, worthwhile)
  }

  /// Begins every file; changes when features, or how they are built, do.
  private static let signature = Array("luke-train features 4\n".utf8)
  private static let prefix = "features-"

  /// The kept features of a file, or of a part of it, or new ones from `build`.
  package func features<Feature: StoredFeature>(
    of file: String, part: String? = nil, checksum: UInt32, build: () -> TaskFeatures<Feature>
  ) throws -> (features: TaskFeatures<Feature>, isFromCache: Bool) {
    let key = Array(
      "\(file)\(part.map { " (\($0))" } ?? "")\n\(checksum)\n\(Feature.version)\n\(settings)".utf8)
    let name =
      Self.prefix + String(key.withUnsafeBytes { Checksum(of: $0).value }, radix: 16) + ".bin"
    used.insert(name)
    return try withoutActuallyEscaping(build) { build in
      let (value, isKept) = try KeptFeatures(cache: self, name: name, key: key, build: build)
        .value(note: { _ in })
      Logger.files.debug(
        isKept ? "taken from a cache" : "no whole cache of this file and these settings",
        metadata: ["file": "\(file)", "cache": "\(folder)/\(name)"])
      return (value, isKept)
    }
  }

  /// The features of a file as an artifact, whose fingerprint is the key within the file.
  private struct KeptFeatures<Feature: StoredFeature>: Artifact {
    let cache: FeatureCache
    let name: String
    let key: [UInt8]
    let build: () -> TaskFeatures<Feature>

    func kept() -> TaskFeatures<Feature>? { cache.read(name, key) }

    func make() -> TaskFeatures<Feature> {
      var features: TaskFeatures<Feature>?
      let time = ContinuousClock().measure { features = build() }
      guard let features else { preconditionFailure("measuring runs its body") }
      if time >= cache.worthwhile {
        cache.pending.append((name, FeatureCache.packed(key, features)))
      }
      return features
    }
  }

  /// Writes what was built and took long, and removes what no data file of the run has a use for.
  ///
  /// A run does without where that fails; `report` is told so.
  package func save(report: (String) throws -> Void) rethrows {
    defer { pending = [] }
    do {
      for name in try RunFiles.list(folder) where Self.isCache(name) && !used.contains(name) {
        try RunFiles.remove([name], in: folder)
      }
      while !pending.isEmpty {
        // Large ones are no longer in memory once they are written.
        let (name, content) = pending.removeFirst()
        try OwnFolder.check(folder + "/" + name, isFolder: false, "where a file is to be written")
        try AtomicFile.write(content, to: folder + "/" + name)
      }
    } catch {
      try report("the next start must tokenize again, what was tokenized cannot be kept: \(error)")
    }
  }

  /// Whether a name is one that is given here; a file of somebody's own stays.
  static func isCache(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(".bin") else { return false }
    let number = name.dropFirst(prefix.count).dropLast(4)
    return UInt32(number, radix: 16).map { String($0, radix: 16) == number } ?? false
  }

  // MARK: The file

  private static func packed<Feature: StoredFeature>(
    _ key: [UInt8], _ features: TaskFeatures<Feature>
  ) -> [UInt8] {
    func write(_ writer: inout FeatureWriter) {
      signature.withUnsafeBytes { writer.write(raw: $0) }
      writer.write(key.count)
      key.withUnsafeBytes { writer.write(raw: $0) }
      features.store(in: &writer)
    }
    var counting = FeatureWriter.counting
    write(&counting)
    var writer = FeatureWriter(asLongAs: counting, and: 4)
    write(&writer)
    let checksum = writer.bytes.withUnsafeBytes { Checksum(of: $0).value }
    withUnsafeBytes(of: checksum.littleEndian) { writer.write(raw: $0) }
    return writer.bytes
  }

  /// Nil where there is no such file, or not a whole one of this key.
  private func read<Feature: StoredFeature>(_ name: String, _ key: [UInt8]) -> TaskFeatures<
    Feature
  >? {
    let path = folder + "/" + name
    guard let content = try? FileAccess.read(path, named: path, what: "cache") else { return nil }
    let (keyEnd, end) = (Self.signature.count + 8 + key.count, content.count - 4)
    guard keyEnd <= end, content.starts(with: Self.signature) else { return nil }
    let isWhole = content.withUnsafeBytes { bytes in
      Checksum(of: .init(rebasing: bytes[0..<end])).value
        == UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt32.self))
    }
    var header = FeatureReader(content, in: Self.signature.count..<end)
    guard isWhole, (try? header.integer()) == key.count,
      content[keyEnd - key.count..<keyEnd].elementsEqual(key)
    else { return nil }
    var reader = FeatureReader(content, in: keyEnd..<end)
    guard let features = try? TaskFeatures<Feature>(from: &reader), reader.isAtEnd else {
      return nil
    }
    return features
  }
}
