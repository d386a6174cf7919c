import LukeJSON
import LukeSystem

/// What was made in a folder, of what, and what it was then: the file `made.json`.
package struct ArtifactLedger {
  /// One artifact.
  package struct Entry: Hashable {
    /// All that it follows from.
    package var fingerprint: String
    /// Whether it is whole; what is only begun can be gone on with.
    package var isWhole: Bool
    /// The CRC-32 of its files, by their path in the folder; none of what earlier versions made.
    package var checksums: [String: UInt32] = [:]

    package init(fingerprint: String, isWhole: Bool, checksums: [String: UInt32] = [:]) {
      (self.fingerprint, self.isWhole, self.checksums) = (fingerprint, isWhole, checksums)
    }
  }

  /// The artifacts by their names.
  package private(set) var entries: [String: Entry] = [:]

  /// Nothing.
  package init() {}

  /// Reads the content of `made.json`; nil for JSON that is no such list.
  package init?(_ content: [UInt8]) throws(JSONSyntaxError) {
    guard let members = try JSONParser.parse(content).members else { return nil }
    for member in members {
      guard let (name, entry) = Self.entry(member) ?? Self.earlierEntry(member) else { return nil }
      entries[name] = entry
    }
  }

  package subscript(name: String) -> Entry? {
    get { entries[name] }
    set { entries[name] = newValue }
  }

  /// The content of `made.json`.
  package var text: String {
    let members = entries.sorted { $0.key < $1.key }.map { name, entry in
      if entry.isWhole, entry.checksums.isEmpty {
        // As the version before wrote it that made it: what its files were then nobody knows yet.
        return JSONValue.Member(key: name, value: .string(entry.fingerprint))
      }
      var value = JSONValue.object(["from": .string(entry.fingerprint)])
      if !entry.isWhole { value["begun"] = .bool(true) }
      let sums = entry.checksums.sorted { $0.key < $1.key }
      if !sums.isEmpty {
        value["crc32"] = .object(
          sums.map { .init(key: $0.key, value: .string(Checksum.digits($0.value))) })
      }
      return JSONValue.Member(key: name, value: value)
    }
    return JSONValue.object(members).prettyText + "\n"
  }

  private static func entry(_ member: JSONValue.Member) -> (String, Entry)? {
    guard let members = member.value.members, let fingerprint = member.value["from"]?.string,
      members.allSatisfy({ ["from", "begun", "crc32"].contains($0.key) })
    else { return nil }
    var entry = Entry(fingerprint: fingerprint, isWhole: member.value["begun"] != .bool(true))
    for file in member.value["crc32"]?.members ?? [] {
      guard let sum = file.value.string.flatMap({ UInt32($0, radix: 16) }), isBelow(file.key)
      else { return nil }
      entry.checksums[file.key] = sum
    }
    // Without, nothing would tell whether it still is what was made.
    return entry.isWhole && entry.checksums.isEmpty ? nil : (member.key, entry)
  }

  /// Whether a path leads to something in the folder.
  private static func isBelow(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !["", ".", ".."].contains($0)
    }
  }

  /// Versions before wrote the fingerprint alone, and that something is begun behind its name.
  private static func earlierEntry(_ member: JSONValue.Member) -> (String, Entry)? {
    guard let fingerprint = member.value.string else { return nil }
    let mark = " (begun)"
    return member.key.hasSuffix(mark)
      ? (String(member.key.dropLast(mark.count)), Entry(fingerprint: fingerprint, isWhole: false))
      : (member.key, Entry(fingerprint: fingerprint, isWhole: true))
  }
}
