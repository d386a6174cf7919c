/// Names of the namespaces of categories and files in the languages of Wikipedia, as MediaWiki and
/// the wikis have them: those in use and those that old pages still use.
enum NamespaceNames {
  /// Names of the namespace of categories in a language.
  static func categories(in language: String) -> [String] { categoryNames[language] ?? [] }

  /// Names of the namespaces of files and media in a language.
  static func files(in language: String) -> [String] { fileNames[language] ?? [] }

  private static let categoryNames = names(in: categoryTable)
  private static let fileNames = names(in: fileTable)

  /// Reads lines of languages, a colon, and names in which underscores stand for spaces.
  private static func names(in table: String) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for line in table.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let names = line[line.index(after: colon)...].split(separator: " ")
        .map { name in String(name.map { $0 == "_" ? " " : $0 }) }
      for language in line[..<colon].split(separator: " ") { result[String(language)] = names }
    }
    return result
  }

  private static let categoryTable = """
    ab: Акатегориа Категория
    ace: Kategori Kawan
    af als bar cs de frr lb nds stq: Kategorie
    ak: Nkyekyem
    am ti: መደብ
    an ast ay cbk-zam gl: Categoría
    ang: Flocc
    ar arz: تصنيف
    arc: ܣܕܪܐ
    as: CAT श्रेणी শ্রেণী শ্ৰেণী
    atj: Tipanictawin
    av bg koi krc kv ky lbe lez myv sah udm: Категория
    az: Kateqoriya
    azb: بؤلمه
    ba: Категория Төркөм
    bat-smg: Kategorija Kateguorėjė
    bcl: Kategorya
    be be-x-old: Катэгорыя
    bh dty ne: श्रेणी
    bjn: Kategori Tumbung
    bm ff fr kbp ln nrm pcd sg ty: Catégorie
    bn: বিষয়শ্রেণী വിഭാഗം
    bpy: থাক
    br: Rummad
    bs dsb hsb lt lv mt sl: Kategorija
    bug da ht id jv map-bms min ms nn no su sv: Kategori
    bxr mrj: Категори Категория
    ca co eml ia la lfn oc pt rm roa-tara sc vec: Categoria
    cdo hak: 分類
    ce: Кадегар Категори Тоба
    ceb: Kategoriya
    ch: Katigoria
    ckb: پ پۆل
    crh: Kategoriya Категория
    csb: Kategòrëjô
    cu: Категория Катигорїꙗ Катигорї
    cv os: Категори
    cy: Categori
    din: Bekätakthook
    diq: Kategori Kategoriye
    dv: ޤިސްމު
    el: Κατηγορία
    eo io: Kategorio
    es: CAT Categoría
    et: Kategooria
    eu ilo pl: Kategoria
    ext: Categoria Categoría
    fa: رده
    fi: Luokka
    fiu-vro: Katõgooria
    fo: Bólkur
    frp: Catègorie
    fur ie nl ro roa-rup vls zea: Categorie
    fy: Kategory
    ga: Catagóir Rang
    gag: Kategori Kategoriya
    gan: 分类 分類
    gd: Roinn-seòrsa
    glk: جرگه رده
    gn: Ñemohenda
    gom: वर्ग श्रेणी
    gor: Dalala
    got: 𐌷𐌰𐌽𐍃𐌰
    gu: CAT શ્રે શ્રેણી
    gv: Ronney
    haw: Māhele
    he: קט קטגוריה
    hi: श्र श्रेणी
    hif: vibhag
    hr: CT KT Kategorija
    hu sk: Kategória
    hy: Կատեգորիա
    ig: Ébéonọr Òtù
    ii wuu za: 分类
    inh: ОагӀат
    is: Flokkur
    it: CAT Categoria
    ja: カテゴリ
    jbo: klesi
    ka xmf: კატეგორია
    kaa: Kategoriya Sanat Санат سانات
    kab: Taggayt
    kbd: Категориэ Категория
    kg: Kalasi
    kk: Sanat Санат سانات
    kl: Kategori Sumut_atassuseq
    km: ចំណាត់ក្រុម ចំណាត់ថ្នាក់ក្រុម ចំនាត់ថ្នាក់ក្រុម
    kn: ವರ್ಗ
    ko: 분류
    ks: زٲژ
    ksh: Kategorie Katejori Kattejori Saachjrop Saachjropp Saachjrupp Sachjrop
    ku: Kategorî پۆل
    kw: Class Klass
    lad: Categoría Kateggoría Katēggoría
    li: Categorie Kategorie
    lij: Categoria Categorîa
    lmo: Categoria Categuria
    lo: ໝວດ
    lrc: دأسە
    ltg: Kategoreja
    mai: CA श्रेणी
    mdf: Категорие Категория
    mg: Catégorie Sokajy
    mhr: Категорий Категория
    mk: Категорија
    ml: വ വി വിഭാഗം വർഗ്ഗം
    mn: Ангилал
    mr: वर्ग
    mwl: Catadorie Categoria
    my: ကဏ္ဍ
    mzn: رج رده
    nah: Categoría Neneuhcāyōtl
    nap: Categoria Categurìa
    nds-nl: Categorie Kategorie Kattegerie
    new: पुचः
    nso: Setensele
    nv: Tʼááłáhági_átʼéego
    olo: Kategourii
    or: ବିଭାଗ ଶ୍ରେଣୀ
    pa: ਸ਼੍ਰੇਣੀ
    pdc: Abdeeling Kategorie
    pfl: Kadegorie Kategorie Sachgrubb
    pi: विभाग
    pms: Categorìa
    pnb: گٹھ
    pnt: Κατηγορίαν
    ps: وېشنيزه
    qu: Katiguriya
    rmy: Shopni
    ru: К Категория
    rue: Категория Катеґорія
    rw: Ikiciro
    sa: वर्गः
    sat: ᱛᱷᱚᱠ
    scn: Catigurìa
    sd: زمرو
    se: Kategoriija
    sh sr: Kategorija Категорија
    si: ප්‍රවර්ගය
    sq: Kategori Kategoria
    srn: Categorie Guru
    sw: Jamii
    szl: Kategoria Kategoryjo
    ta: பகுப்பு
    tcy: ವರ್ಗೊ
    te: వర్గం
    tet: Kategoria Kategoría
    tg: Гурӯҳ
    th: หมวดหมู่
    tk: Kategoriýa
    tl: Kategorya Kaurian
    tpi: Grup
    tr: KAT Kategori
    tt: Törkem Категория Төркем
    tyv: Аңгылал Категория
    ug: تۈر
    uk: Категория Категорія
    ur: زمرہ
    uz: Kategoriya Turkum
    vep: Kategorii
    vi: Thể_loại
    vo: Klad
    wa: Categoreye
    war: Kaarangay
    wo: Catégorie Wàll
    xal: Янз Әәшл
    yi: קאַטעגאָריע קאטעגאריע
    yo: Ẹ̀ka
    zh: CAT 分类 分類
    zh-classical: CAT 分類
    zh-min-nan: Lūi-pia̍t 分類
    zh-yue: 分类 分類 类 類
    """

  private static let fileTable = """
    ab: Амедиа Афаил Изображение Медиа Файл
    ace: Alat Berkas Beureukaih Gambar
    ady: Медиа
    af: Beeld Lêer
    als bar de frr: Bild Datei Medium
    am: ስዕል ፋይል
    an: Imachen Imagen
    ang: Biliþ Ymele
    ar arz: صورة ملف ميديا وسائط
    arc: ܠܦܦܐ ܡܝܕܝܐ
    as: चित्र চিত্র চিত্ৰ মাধ্যম
    ast: Archivu Ficheru Imagen Imaxe Imaxen Medios
    atj: Natisinahikaniwoc Tipatcimoctakewin
    av inh koi krc kv mhr mrj ru tyv: Изображение Медиа Файл
    ay cbk-zam es: Archivo Imagen Medio
    az: Fayl Mediya Şəkil
    azb: تصویر رسانه رسانه‌ای فایل مدیا
    ba: Изображение Медиа Рәсем Файл
    bat-smg: Abruozdielis Medėjė Vaizdas
    bcl: Ladawan Medio
    be: Выява Мультымедыя Файл
    be-x-old: Выява Мэдыя Файл
    bg: Картинка Медия Файл
    bh hi ne: चित्र मीडिया
    bjn: Barakas Berkas Gambar
    bm ff fr kbp ln nrm pcd sg ty: Fichier Média
    bn: চিত্র মিডিয়া
    bpy: ছবি মিডিয়া
    br: Restr Skeudenn
    bs: Datoteka Medija Mediji Slika
    bug gor id min: Berkas Gambar
    bxr: Изображение Меди Файл
    ca: Fitxer Imatge
    cdo hak zh-classical: 圖像 媒體 文件 檔案
    ce: Изображение Медиа Медйа Сурт Файл Хlум
    ceb: Imahen Medya Payl
    ch: Litratu
    ckb: میدیا پەڕگە
    co eml it roa-tara: Immagine
    crh: Fayl Resim Медиа Ресим Файл
    cs: Média Obrázok Soubor
    csb: Grafika Òbrôzk
    cu: Ви́дъ Видъ Дѣло Срѣдьства
    cv: Изображение Медиа Ӳкерчĕк
    cy: Delwedd
    da: Billede Fil
    din: Apamduööt Ciɛl
    diq: Dosya Medya
    dsb: Bild Dataja Medija Wobraz
    dty mr: चित्र मिडिया
    dv: މީޑިއާ ފައިލު ފައިލް
    el: Αρχείο Εικόνα Μέσο Μέσον
    eo: Aŭdvidaĵo Dosiero
    et: Fail Meedia Pilt
    eu: Fitxategi Irudi
    ext: Archivu Imagen Mediu
    fa: تصویر رسانه رسانه‌ای مدیا پرونده
    fi: Kuva Tiedosto
    fiu-vro: Meediä Pilt
    fo: Miðil Mynd
    frp: Fichiér Mèdia Émâge
    fur: Figure Immagine
    fy: Ofbyld
    ga: Meán Íomhá
    gag: Dosya Dosye Mediya Medya Resim
    gan: 图像 圖像 媒体 媒体文件 媒體 文件 文檔 档案 檔案
    gd: Faidhle Meadhan
    gl: Arquivo Ficheiro Imagem Imaxe
    glk: تصویر رسانه رسانه‌ای فاىل مديا پرونده
    gn: Imagen Medio Ta'ãnga
    gom: फायल माध्यम मिडिया
    got: 𐍆𐌴𐌹𐌻𐌰
    gu: ચિત્ર દ્રશ્ય-શ્રાવ્ય_(મિડિયા)
    gv: Coadan Meanyn
    haw: Kiʻi Pāpaho Waihona
    he: מדיה קו קובץ תמונה
    hif: file saadhan
    hr: DT Datoteka F Mediji Slika
    hsb: Bild Dataja Wobraz
    ht: Fichye Imaj Medya
    hu: Fájl Kép Média
    hy: Մեդիա Պատկեր
    ia: Imagine Multimedia
    ig: Midia Nká Usòrò Ákwúkwó_orünotu
    ii za: 图像 媒体 媒体文件 文件 档案
    ilo: Midia Papeles
    io: Arkivo Imajo
    is: Miðill Mynd
    ja: ファイル メディア 画像
    jbo: datnyvei velsku
    jv map-bms: Barkas Gambar Medhia Médhia
    ka xmf: მედია სურათი ფაილი
    kaa: Su'wret Swret Taspa Сурет Таспа تاسپا سۋرەت
    kab: Tugna
    kbd ky: Медиа Файл
    kg: Fisye
    kk: Swret Taspa Сурет Таспа تاسپا سۋرەت
    kl: Billede Fiileq Fil
    km: មីឌា មេឌា រូបភាព ឯកសារ
    kn: ಚಿತ್ರ ಮೀಡಿಯ
    ko: 그림 미디어 파일
    ks: فَیِل میڈیا
    ksh: Beld Belld Bild Datei Medie Medium Meedije Meedijum
    ku: Medya Wêne میدیا پەڕگە
    kw: Restren
    la: Fasciculus Imago
    lad: Archivo Dossia Dosya Imagen Meddia Medya
    lb: Bild Fichier
    lbe: Изображение Медиа Сурат
    lez: Mediya Şəkil Изображение Медиа Файл
    lfn: Fix
    li: Aafbeilding Afbeelding Plaetje
    lij: Immaggine Immagine
    lmo: Archivi Immagine Imàjine
    lo: ສື່ ສື່ອ ຮູບ
    lrc: أسگ تصویر جانیا رسانه رسانه‌ای ڤارئسگأر
    lt: Medija Vaizdas
    ltg: Fails Medeja
    lv: Attēls
    mai: फाइल मेडिया
    mdf: Изображение Медиа Няйф
    mg: Média Rakitra Sary
    mk: Медиум Медија Податотека Слика
    ml: ചി ചിത്രം പ്ര പ്രമാണം മീഡിയ
    mn: Зураг Медиа Файл
    ms: Fail Imej
    mt: Medja Midja Stampa
    mwl: Arquivo Fexeiro Ficheiro Imagem Multimédia
    my: ဖိုင် မီဒီယာ
    myv: Артовкс Изображение Медия
    mzn: تصویر رسانه رسانه‌ای مدیا مه‌دیا پرونده
    nah: Imagen Mēdiatl Īxiptli
    nap: Fiùra Immagine
    nds: Bild Datei
    nds-nl: Afbeelding Bestaand Ofbeelding
    new: किपा माध्यम
    nl: Afbeelding Bestand
    nn: Bilde Fil Filpeikar
    no: Bilde Fil Medium
    nov:
    nso: Seswantšho
    nv: Eʼelyaaígíí
    oc: Fichièr Imatge Mèdia
    olo: Failu Kuva Medii
    or: ଫାଇଲ ମାଧ୍ୟମ
    os: Изображение Медиа Ныв Файл
    pa: ਤਸਵੀਰ ਮੀਡੀਆ
    pdc: Bild Datei Feil Medium
    pfl: Bild Dadai Datei Medium
    pi: पटिमा मीडिया
    pl szl: Grafika Plik
    pms: Figura Immagine
    pnb: تصویر فائل میڈیا
    pnt: Αρχείον Εικόνα Εικόναν Μέσον
    ps: انځور دوتنه رسنۍ
    pt: Arquivo Ficheiro Imagem Multimédia
    qu: Imagen Midya Rikcha
    rm: Datoteca Multimedia
    rmy: Chitro Fişier Imagine Mediya
    ro roa-rup: Fişier Fișier Imagine
    rue uk: Зображення Изображение Медиа Медіа Файл
    rw: Dosiye Itangazamakuru
    sa: चित्रं चित्रम् माध्यम माध्यमम् सञ्चिका
    sah: Билэ Изображение Миэдьийэ Ойуу
    sat: ᱢᱤᱰᱤᱭᱟ ᱨᱮᱫ
    sc: Immàgini
    scn: Immagine Mmàggini Mèdia
    sd: ذريعات عڪس فائل
    se: Fiila
    sh: Datoteka Medija Mediji Slika Медија Слика
    si: ගොනුව මාධ්‍යය රූපය
    sk: Médiá Obrázok Súbor
    sl: Datoteka Slika
    sq: Figura Skeda
    sr: Datoteka Medij Medija Slika Датотека Медиј Медија Слика
    srn: Afbeelding Gefre
    stq: Bielde Bild
    su: Gambar Média
    sv: Bild Fil
    sw: Faili Picha
    ta: ஊடகம் படிமம்
    tcy: ಫೈಲ್ ಮಾದ್ಯಮೊ
    te: దస్త్రం ఫైలు బొమ్మ మీడియా
    tet: Arquivo Imagem Imajen
    tg: Акс Медиа
    th: ภาพ สื่อ ไฟล์
    ti: ሜድያ ፋይል
    tk: Faýl
    tl: Midya Talaksan
    tpi: Fail
    tr: Dosya Medya Ortam Resim
    tt: Räsem Изображение Медиа Рәсем Файл
    udm: Изображение Медиа Суред Файл
    ug: ھۆججەت ۋاسىتە
    ur: تصویر زریعہ فائل ملف میڈیا وسیط
    uz: Fayl Mediya Tasvir
    vec: Immagine Imàjine Mèdia
    vep: Fail Pilt
    vi: Hình Phương_tiện Tập_tin
    vls: Afbeelding Ofbeeldienge
    vo: Magod Nünamakanäd Ragiv
    wa: Imådje
    war: Fayl Medya Paypay
    wo: Dencukaay Xibaarukaay
    wuu: 图像 媒体 文件 档案
    xal: Аһар Боомг Зург Изображение
    yi: בילד טעקע מעדיע תמונה
    yo: Amóhùnmáwòrán Fáìlì Àwòrán
    zea: Afbeelding Plaetje
    zh: F 图像 圖像 媒体 媒体文件 媒體 文件 档案 檔案
    zh-min-nan: Mûi-thé tóng-àn 圖像 媒體 文件 檔案
    zh-yue: 图 图像 圖 圖像 媒体 媒體 文件 档 档案 檔 檔案
    """
}
