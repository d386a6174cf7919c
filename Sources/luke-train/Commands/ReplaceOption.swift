import ArgumentParser

/// The option of every command that writes a file or a folder.
struct ReplaceOption: ParsableArguments {
  @Flag(help: "Replace what is there; what is read is never written over.")
  var replace = false
}

/// The same, by its older name as well.
struct ReplaceOrFreshOption: ParsableArguments {
  @OptionGroup private var option: ReplaceOption

  @Flag(help: "The older name of --replace.")
  private var fresh = false

  /// Whether either was given.
  var replace: Bool { option.replace || fresh }
}
