import Foundation
import LukeData
import LukeModel
import LukeTasks
import LukeTestSupport
import LukeTraining
import Testing

/// Features kept in a run folder.
@Suite struct FeatureCacheTests {
  private static let features = TaskFeatures(
    features: (0..<3).map { index in
      RelationFeature(
        example: LukeExample(
          wordIDs: [0, 7, Int32(index), 2], entityIDs: [2, 3], entityPositions: [[1], [1, 2]]),
        label: Int32(index) - 100, index: index)
    },
    unreachable: [
      UnreachableAnnotation(
        location: SourceLocation(file: "a", line: 3, column: 4), text: "Žižkov", label: "LOC",
        reason: "is long"),
      UnreachableAnnotation(
        location: SourceLocation(file: "b", line: 5), text: "", label: "", reason: ""),
    ], notes: ["one", "two"])

  /// Whether a start with these settings finds what an earlier one has kept, and what it gets.
  private func start(
    _ folder: URL, settings: String = "s", checksum: UInt32 = 1, file: String = "train",
    worthwhile: Duration = .zero
  ) throws -> Bool {
    let cache = FeatureCache(folder: folder.path, settings: settings, worthwhile: worthwhile)
    let (found, isFromCache) = try cache.features(of: file, checksum: checksum) { Self.features }
    #expect(found.features == Self.features.features)
    #expect(found.unreachable == Self.features.unreachable)
    #expect(found.notes == Self.features.notes)
    cache.save { Issue.record("\($0)") }
    return isFromCache
  }

  private func files(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func theSameIsFoundAgain() throws {
    try withTemporaryFolder { (folder: URL) throws in
      #expect(try start(folder) == false)
      #expect(try files(folder).count == 1)
      #expect(try start(folder))
    }
  }

  /// What is written grows to no more than it needs: features are most of the memory of a run's start.
  @Test func writersHaveRoomForWhatIsCounted() {
    var counting = FeatureWriter.counting
    Self.features.store(in: &counting)
    #expect(counting.bytes.isEmpty)
    var writer = FeatureWriter(asLongAs: counting, and: 4)
    let capacity = writer.bytes.capacity
    Self.features.store(in: &writer)
    #expect(writer.bytes.count == counting.count && writer.count == counting.count)
    #expect(writer.bytes.capacity == capacity && capacity < counting.count + 64)
  }

  @Test func whatTakesNoTimeIsNotKept() throws {
    try withTemporaryFolder { (folder: URL) throws in
      #expect(try start(folder, worthwhile: .seconds(3)) == false)
      #expect(try files(folder).isEmpty)
    }
  }

  @Test func anythingElseIsBuiltAnewAndTakesItsPlace() throws {
    try withTemporaryFolder { (folder: URL) throws in
      try Data("of another".utf8).write(to: folder.appending(path: "notes.bin"))
      #expect(try start(folder) == false)
      #expect(try start(folder, settings: "t") == false)
      #expect(try start(folder, settings: "t", checksum: 2) == false)
      #expect(try start(folder, settings: "t", checksum: 2, file: "other") == false)
      #expect(try start(folder, settings: "t", checksum: 2, file: "other"))
      #expect(try files(folder).count == 2, "one of ours, and what is not ours")
    }
  }

  private struct First: StoredFeature {
    func store(in writer: inout FeatureWriter) { writer.write(1) }
    init(from reader: inout FeatureReader) throws(FeatureStorageError) { _ = try reader.integer() }
    init() {}
  }

  /// The same bytes as `First`, of a task that builds them in another way.
  private struct Second: StoredFeature {
    static let version = 2
    func store(in writer: inout FeatureWriter) { writer.write(1) }
    init(from reader: inout FeatureReader) throws(FeatureStorageError) { _ = try reader.integer() }
    init() {}
  }

  /// Features that a task builds in another way since are not taken for those of before.
  @Test func anotherVersionIsBuiltAnew() throws {
    try withTemporaryFolder { (folder: URL) throws in
      func isKept<Feature: StoredFeature>(_ feature: Feature) throws -> Bool {
        let cache = FeatureCache(folder: folder.path, settings: "s", worthwhile: .zero)
        defer { cache.save { Issue.record("\($0)") } }
        return try cache.features(of: "train", checksum: 1) {
          TaskFeatures(features: [feature])
        }.isFromCache
      }
      #expect(try [isKept(First()), isKept(First())] == [false, true])
      #expect(try [isKept(Second()), isKept(Second())] == [false, true])
    }
  }

  /// Files of somebody's own stay, whatever they are called.
  @Test func filesOfOthersStay() throws {
    try withTemporaryFolder { (folder: URL) throws in
      let names = [
        "features-mine.bin", "features-.bin", "features-0A.bin", "features-123456789.bin",
      ]
      for name in names + ["features-12ab.bin"] {
        try Data([1]).write(to: folder.appending(path: name))
      }
      _ = try start(folder, worthwhile: .seconds(3))
      #expect(try files(folder) == names.sorted())
    }
  }

  /// What cannot be written is done without, and said.
  @Test func keepingIsNoCondition() throws {
    try withTemporaryFolder { (folder: URL) throws in
      let cache = FeatureCache(
        folder: folder.appending(path: "absent").path, settings: "s", worthwhile: .zero)
      let found = try cache.features(of: "train", checksum: 1) { Self.features }
      #expect(found.features.features == Self.features.features)
      var reports: [String] = []
      cache.save { reports.append($0) }
      #expect(reports.count == 1)
      #expect(reports[0].hasPrefix("the next start must tokenize again, "))
    }
  }

  /// A file that is cut or changed in any byte is not believed.
  @Test func damageIsSeen() throws {
    try withTemporaryFolder { (folder: URL) throws in
      #expect(try start(folder) == false)
      let path = folder.appending(path: try files(folder)[0])
      let whole = try Data(contentsOf: path)
      for place in stride(from: 0, to: whole.count, by: 7) {
        var damaged = whole
        damaged[place] ^= 0x10
        try damaged.write(to: path)
        #expect(try start(folder, worthwhile: .seconds(3)) == false, "byte \(place)")
        try whole.prefix(place).write(to: path)
        #expect(try start(folder, worthwhile: .seconds(3)) == false, "\(place) bytes")
      }
      try whole.write(to: path)
      #expect(try start(folder))
    }
  }

  /// Numbers come back to their last bit, also those that are equal to none.
  @Test func numbersComeBackToTheBit() throws {
    let numbers = [0, -0.0, 1.0 / 3, -.infinity, .leastNonzeroMagnitude, .nan, 3e300]
    var writer = FeatureWriter()
    for number in numbers { writer.write(number) }
    var reader = FeatureReader(writer.bytes, in: 0..<writer.bytes.count)
    for number in numbers {
      let found = try reader.number()
      #expect(found.bitPattern == number.bitPattern)
    }
    let isAtEnd = reader.isAtEnd
    #expect(isAtEnd)
    #expect(throws: FeatureStorageError.self) {
      var reader = FeatureReader(writer.bytes, in: 0..<7)
      _ = try reader.number()
    }
  }

  /// A list longer than the bytes that are left ends in an error, not in memory.
  @Test func impossibleLengthsAreErrors() {
    var writer = FeatureWriter()
    writer.write(Int.max / 2)
    #expect(throws: FeatureStorageError.self) {
      var reader = FeatureReader(writer.bytes, in: 0..<8)
      _ = try reader.integers()
    }
    #expect(throws: FeatureStorageError.self) {
      var reader = FeatureReader(writer.bytes, in: 0..<8)
      _ = try reader.text()
    }
  }
}
