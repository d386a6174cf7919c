import Foundation
import LukeJSON
import LukeSettings

/// A data set that others have published: where it is had, and what it holds.
public struct PublicDataset: Hashable, Sendable {
  /// The name by which commands know it.
  public var name = ""
  /// What it is, in a few words.
  public var about = ""
  /// The task that reads it: `task.kind` of a recipe.
  public var task = ""
  /// Under which terms it may be used.
  public var licence = ""
  /// The page that tells about it.
  public var page = ""
  /// Where its files are, whose paths come after it; nil for what is not to be downloaded.
  public var address: String?
  /// What to do for a set that is bought or asked for; nil for what can be downloaded.
  public var request: String?
  /// The files.
  public var files: [PublicDatasetFile] = []

  /// A set without anything.
  public init() {}

  /// What a recipe may name: the files, and of archives what is in them.
  public var parts: [PublicDatasetPart] { files.flatMap(\.parts) }

  /// Bytes of all files.
  public var byteCount: Int { files.reduce(0) { $0 + $1.bytes } }
}

/// A file of a data set that others have published.
public struct PublicDatasetFile: Hashable, Sendable {
  /// The path after the address of the set.
  public var path = ""
  /// What it is for; nil for an archive, whose members are for something.
  public var split: Split?
  /// Its size.
  public var bytes = 0
  /// Its SHA-256, as 64 hexadecimal digits.
  public var sha256 = ""
  /// What a reader finds in it, such as `3394 sentences`.
  public var counts: [String] = []
  /// What is read of a ZIP archive; empty for other files.
  public var members: [PublicDatasetMember] = []

  /// What a file of a data set is for.
  public enum Split: String, CaseIterable, Sendable {
    /// To train on.
    case train
    /// To choose the best model by.
    case validation
    /// To score at the end.
    case test
  }

  /// A file without anything.
  public init() {}

  /// The name on this machine.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  /// The file, or the members of an archive.
  var parts: [PublicDatasetPart] {
    if members.isEmpty {
      return [PublicDatasetPart(path: name, split: split ?? .train, counts: counts, bytes: bytes)]
    }
    return members.map {
      PublicDatasetPart(path: "\(name):\($0.name)", split: $0.split, counts: $0.counts)
    }
  }
}

/// A file in an archive of a data set.
public struct PublicDatasetMember: Hashable, Sendable {
  /// Its path in the archive.
  public var name = ""
  /// What it is for.
  public var split = PublicDatasetFile.Split.train
  /// What a reader finds in it.
  public var counts: [String] = []

  /// A member without anything.
  public init() {}
}

/// What a recipe may name of a data set: a file, or a member of an archive.
public struct PublicDatasetPart: Hashable, Sendable {
  /// The path in the folder of the set, such as `train.tsv` or `data.zip:train.tsv`.
  public var path: String
  /// What it is for.
  public var split: PublicDatasetFile.Split
  /// What a reader finds in it.
  public var counts: [String]
  /// Its size; nil for a member.
  public var bytes: Int?

  /// The path behind the last slash, as paths of data end.
  var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
}

extension PublicDataset: Settings {
  /// What the section is about.
  public static var summary: String { "A data set that others have published." }

  /// The keys.
  public static var fields: [SettingsField<PublicDataset>] {
    [
      SettingsField("name", \.name, .nonEmptyText, required: true, "The name of the set."),
      SettingsField("about", \.about, .nonEmptyText, required: true, "What it is."),
      SettingsField(
        "task", \.task, .name(of: TaskRegistry.all.map { $0.kind }), required: true,
        "The task that reads it."),
      SettingsField("licence", \.licence, .nonEmptyText, required: true, "Its terms."),
      SettingsField("page", \.page, .nonEmptyText, required: true, "The page about it."),
      SettingsField(
        "address", \.address, .optional(.nonEmptyText), "What the paths of its files come after."),
      SettingsField(
        "request", \.request, .optional(.nonEmptyText), "What to do where it is not downloaded."),
      SettingsField("files", \.files, .list(of: .section), "Its files."),
    ]
  }

  /// Notes names that are none, and addresses that lead elsewhere.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    let isName = { (character: Character) in
      character.isASCII && (character.isLowercase || character.isNumber) || character == "-"
    }
    if reader.areSound("name", in: keyPath), !name.allSatisfy(isName) {
      reader.fault(
        "must be of small letters, digits and -", at: Self.place("name", in: keyPath),
        origin: origin)
    }
    if let address, !["http://", "https://"].contains(where: address.hasPrefix) {
      reader.fault(
        "must begin with https:// or http://", at: Self.place("address", in: keyPath),
        origin: origin)
    }
    guard reader.areSound("address", "request", "files", in: keyPath) else { return }
    if (request == nil) != (address != nil && !files.isEmpty) {
      reader.fault("needs either address and files, or request", at: keyPath, origin: origin)
    }
    if Set(files.map(\.name)).count < files.count {
      reader.fault(
        "two files have the same name", at: Self.place("files", in: keyPath), origin: origin)
    }
  }
}

extension PublicDatasetFile: Settings {
  /// What the section is about.
  public static var summary: String { "A file of a data set." }

  /// The keys.
  public static var fields: [SettingsField<PublicDatasetFile>] {
    [
      SettingsField(
        "path", \.path, .nonEmptyText, required: true, "The path after the address of the set."),
      SettingsField(
        "split", \.split, .optional(.choice), "What it is for; of an archive its members say it."),
      SettingsField(
        "bytes", \.bytes, .integer(atLeast: 1), required: true, "Its size in bytes."),
      SettingsField("sha256", \.sha256, .nonEmptyText, required: true, "Its SHA-256."),
      SettingsField(
        "counts", \.counts, .list(of: .nonEmptyText), "What a reader finds in it."),
      SettingsField(
        "members", \.members, .list(of: .section), "What is read of it, where it is a ZIP archive."),
    ]
  }

  /// Notes paths that lead out of a folder, and checksums that are none.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = { (scalar: Unicode.Scalar) in scalar.value > 0x20 && scalar.value != 0x7F }
    if parts.contains(where: { ["", ".", ".."].contains($0) })
      || !path.unicodeScalars.allSatisfy(isPlain) || path.contains("\\")
    {
      reader.fault(
        "must be a path of names alone, without .., blanks and a / at its ends",
        at: Self.place("path", in: keyPath), origin: origin)
    }
    if reader.areSound("split", "members", in: keyPath), (split == nil) == members.isEmpty {
      reader.fault(
        "needs either split, or members with the split of each", at: keyPath, origin: origin)
    }
    if sha256.count != 64 || !sha256.allSatisfy({ "0123456789abcdef".contains($0) }) {
      reader.fault(
        "must be 64 hexadecimal digits", at: Self.place("sha256", in: keyPath), origin: origin)
    }
  }
}

extension PublicDatasetMember: Settings {
  /// What the section is about.
  public static var summary: String { "A file in an archive of a data set." }

  /// The keys.
  public static var fields: [SettingsField<PublicDatasetMember>] {
    [
      SettingsField("name", \.name, .nonEmptyText, required: true, "Its path in the archive."),
      SettingsField("split", \.split, .choice, required: true, "What it is for."),
      SettingsField(
        "counts", \.counts, .list(of: .nonEmptyText), "What a reader finds in it."),
    ]
  }
}
