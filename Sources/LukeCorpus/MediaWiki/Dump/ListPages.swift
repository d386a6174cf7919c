/// Pages that are lists, as their titles say.
enum ListPages {
  /// Whether the title of a page in a language is that of a list.
  static func contain(title: String, language: String) -> Bool {
    let names = (names[language] ?? []) + (names["en"] ?? [])
    return names.contains { name in
      name.hasPrefix("*") ? title.hasSuffix(name.dropFirst()) : title.hasPrefix(name)
    }
  }

  /// How titles of lists begin, or end where a star stands before it, by language.
  private static let names: [String: [String]] = [
    "ar": ["قائمة ", "قوائم "], "bg": ["Списък "], "ca": ["Llista d"], "cs": ["Seznam "],
    "da": ["Liste over "], "de": ["Liste "], "el": ["Κατάλογος "], "en": ["List of ", "Lists of "],
    "eo": ["Listo de "], "es": ["Anexo:", "Lista de "], "et": ["Loend "], "fa": ["فهرست "],
    "fi": ["Luettelo "], "fr": ["Liste d"], "he": ["רשימת "], "hr": ["Popis "],
    "hu": ["*listája", "*listái"], "id": ["Daftar "], "it": ["Lista d", "Liste d"],
    "ja": ["*一覧"], "ko": ["*목록"], "lt": ["Sąrašas:"], "nl": ["Lijst van "],
    "no": ["Liste over "], "nn": ["Liste over "], "pl": ["Lista "],
    "pt": ["Lista d", "Anexo:Lista d"],
    "ro": ["Listă de ", "Lista "], "ru": ["Список ", "Списки "], "sk": ["Zoznam "],
    "sl": ["Seznam "], "sr": ["Списак "], "sv": ["Lista över "], "th": ["รายชื่อ", "รายการ"],
    "tr": ["*listesi"], "uk": ["Список "], "vi": ["Danh sách "], "zh": ["*列表"],
  ]
}
