import LukeCorpus
import LukeSettings

extension DumpSettings: Settings {
  /// What the section is about.
  public static var summary: String {
    "What is read of MediaWiki dumps, and how titles of linked text are read."
  }

  /// The keys.
  public static var fields: [SettingsField<DumpSettings>] {
    [
      SettingsField(
        "namespaces", \.namespaces, .list(of: .integer(atLeast: 0, atMost: 1_000_000)),
        "The numbers of the namespaces that are read; 0 are the articles."),
      SettingsField(
        "skip_disambiguations", \.skipsDisambiguations, .bool,
        "Whether disambiguation pages are left out."),
      SettingsField(
        "skip_lists", \.skipsLists, .bool, "Whether pages that are lists are left out."),
      SettingsField(
        "normalize_titles", \.normalizesTitles, .bool,
        "Whether titles in linked JSON are brought into the form of those of dumps: spaces for underscores, the first "
          + "character in upper case."),
    ]
  }
}
