/// An artifact of the folder of what is prepared, known there by a name.
struct PreparedArtifact<Value>: Artifact {
  let folder: PreparedFolder
  /// Its name in the folder.
  let name: String
  /// All that it follows from.
  let fingerprint: String
  /// Whether making it can be gone on with where it was broken off.
  var canGoOn = false
  /// The files, by their paths in the folder, whose bytes tell whether it still is what was made.
  let files: () throws -> [String]
  /// Reads it.
  let open: () throws -> Value
  /// Looks for damage that reading does not show.
  var verify: (Value) throws -> Void = { _ in }
  /// Told of files that were changed by hand and are set aside before they are made anew, by their paths
  /// in the folder and where they are kept; nil for files that nobody writes by hand.
  var noteSetAside: ((String, String) throws -> Void)?
  /// Makes it; `isBegun` where making it of the same was broken off.
  let build: (_ isBegun: Bool) throws -> Void

  func kept() throws -> Value? {
    guard folder.has(name, from: fingerprint) else { return nil }
    try folder.checkIsUnchanged(name, from: fingerprint)
    let value = try open()
    try verify(value)
    if !folder.hasChecksums(name) {
      try folder.noteWhole(name, from: fingerprint, files: files())
    }
    return value
  }

  func make() throws -> Value {
    try folder.own()
    let isBegun = folder.isBegun(name, from: fingerprint)
    if let noteSetAside { try folder.setAsideChanged(name, from: fingerprint, note: noteSetAside) }
    if canGoOn { try folder.begin(name, from: fingerprint) }
    try build(isBegun)
    try folder.finish(name, from: fingerprint, files: files())
    return try open()
  }
}
