import ArgumentParser

/// The names of files and folders that are written.
enum OutputName {
  /// Throws for a name that is empty, as one is that a script's variable lacks.
  /// - Parameter argument: what the name was given as, such as `--output`.
  static func check(_ name: String?, _ argument: String) throws {
    if name?.isEmpty == true {
      throw ValidationError("\(argument) is empty; name what is to be written.")
    }
  }
}
