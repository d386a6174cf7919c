import ArgumentParser

/// The names of files and folders that are written.
enum OutputName {
  /// Throws for a name that is empty, as one is that a script's variable lacks, and for `-` where that is not standard
  /// output: a file of that name is nobody's wish.
  /// - Parameters:
  ///   - argument: what the name was given as, such as `--output`.
  ///   - takesStandardOutput: whether `-` is standard output.
  static func check(
    _ name: String?, _ argument: String, takesStandardOutput: Bool = false
  ) throws {
    if name?.isEmpty == true {
      throw ValidationError("\(argument) is empty; name what is to be written.")
    }
    if name == "-", !takesStandardOutput {
      throw ValidationError(
        "\(argument) is -, and is not written to standard output; name what is to be written (./- for that name)."
      )
    }
  }
}
