import LukeSystem

/// Of several processes that are to write one place, one does; the others are told so before any work.
extension OutputPlace {
  /// Does work that makes a file here, as the one process that does; throws before it unless one can be
  /// written, which is tried.
  package func withClaimOnFile<Result>(_ work: () throws -> Result) throws -> Result {
    try checkFile()
    try checkIsOfNoRun()
    let claim = try claim()
    defer { withExtendedLifetime(claim) {} }
    // Others may have been as quick until now.
    try checkFile()
    try AtomicFile.checkRoom(forFile: path)
    return try work()
  }

  /// Does work that makes a folder here, as the one process that does; throws before it unless one can
  /// be written, which is tried.
  package func withClaimOnFolder<Result>(
    isOwn: (String) -> Bool, _ work: () throws -> Result
  ) throws -> Result {
    try checkFolder(isOwn: isOwn)
    try checkIsOfNoRun()
    let claim = try claim()
    defer { withExtendedLifetime(claim) {} }
    try checkFolder(isOwn: isOwn)
    try AtomicFile.checkRoom(forFolder: path)
    return try work()
  }

  /// The right to be the one that writes here, for as long as it is kept.
  /// - Throws: `TrainingError.inputOutput` where another process has it.
  func claim() throws -> PlaceClaim {
    if let claim = PlaceClaim(path) { return claim }
    throw TrainingError.inputOutput("\(path): another luke-train is writing it")
  }
}
