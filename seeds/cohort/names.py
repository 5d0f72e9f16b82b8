"""Invented names, by the people a child comes from: put together from parts, so that no name is anybody's.

A part is written in Latin letters, and after "=" in its own script where children here write their name in that. What
stands as a family name is what the child gives beside its own: in Eritrea, Ethiopia and Somalia the father's name.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """One part of a name: in Latin letters, and in its own script when it has another."""

    latin: str
    own: str = ""


@dataclass(frozen=True)
class People:
    """The names of one people."""

    girls: tuple[Name, ...]
    boys: tuple[Name, ...]
    families: tuple[Name, ...]

    def nth(self, place: int, sex: str) -> tuple[Name, Name]:
        """The names of the child of this place among the girls or boys: another pair each time, while they last."""
        given = self.girls if sex == "F" else self.boys
        turn, which = divmod(place, len(given))
        return given[which], self.families[(turn + which) % len(self.families)]


def parts(text: str) -> tuple[Name, ...]:
    """The parts of a comma-separated list; "-" is no name at all, for who goes by one name only."""
    pairs = (word.strip().partition("=") for word in text.split(","))
    return tuple(Name("" if latin == "-" else latin, own) for latin, _is, own in pairs)


def people(girls: str, boys: str, families: str) -> People:
    return People(parts(girls), parts(boys), parts(families))


TIGRINYA = people(
    "Selam=ሰላም, Semhar=ሰምሃር, Hewan=ሄዋን, Saron=ሳሮን, Luwam=ሉዋም, Rahwa=ራህዋ, Feven=ፌቨን, Winta=ዊንታ, Bisrat=ብስራት, "
    "Helen=ሄለን, Eden=ኤደን, Senait=ሰናይት, Natsnet=ናጽነት, Shewit=ሸዊት, Yordanos=ዮርዳኖስ, Kisanet=ክሳነት",
    "Yonas=ዮናስ, Filmon=ፊልሞን, Samuel=ሳሙኤል, Robel=ሮቤል, Natnael=ናትናኤል, Merhawi=መርሃዊ, Henok=ሄኖክ, Tedros=ቴድሮስ, "
    "Aman=ኣማን, Awet=ኣወት, Biniam=ቢንያም, Dawit=ዳዊት, Efrem=ኤፍሬም, Kibrom=ክብሮም, Mussie=ሙሴ, Daniel=ዳንኤል, "
    "Yohannes=ዮሃንስ, Simon=ስምኦን, Abel=ኣቤል, Mikael=ሚካኤል, Ermias=ኤርምያስ, Temesgen=ተመስገን, Hagos=ሓጎስ, "
    "Girmay=ግርማይ, Fitsum=ፍጹም, Selomon=ሰሎሞን, Habtom=ሃብቶም, Aron=ኣሮን",
    "Tesfay=ተስፋይ, Berhane=በርሀ, Gebremedhin=ገብረመድህን, Haile=ሃይለ, Kidane=ኪዳነ, Habtemariam=ሃብተማርያም, Tekle=ተክለ, "
    "Weldemikael=ወልደሚካኤል, Okbay=ዑቕባይ, Mehari=መሓሪ, Zerai=ዘርኣይ, Abraha=ኣብርሃ, Negash=ነጋሽ, Asmerom=ኣስመሮም, "
    "Tewelde=ተወልደ, Mebrahtu=መብራህቱ, Kahsay=ካሕሳይ, Andemariam=ዓንደማርያም, Fessehaye=ፍስሃየ, Woldu=ወልዱ, Araya=ኣርኣያ, "
    "Beyene=በየነ, Goitom=ጎይትኦም, Tsegay=ጸጋይ, Desta=ደስታ, Bereket=በረኸት, Measho=መዓሾ, Russom=ርእሶም, Seyum=ስዩም, "
    "Yemane=የማነ, Zemikael=ዘሚካኤል, Gebreab=ገብረኣብ, Teklehaimanot=ተክለሃይማኖት, Kiflay=ክፍላይ, Lebasi=ለባሲ, Embaye=እምባየ, "
    "Habte=ሃብተ, Tsehaye=ጸሃየ",
)
LEVANTINE = people(
    "Layla=ليلى, Fatima=فاطمة, Aya=آية, Rima=ريما, Hala=هالة, Sara=سارة, Nada=ندى, Maryam=مريم, Rahaf=رهف, "
    "Sham=شام, Amal=أمل, Batoul=بتول, Dima=ديمة, Hanin=حنين, Joud=جود, Lamis=لميس, Salma=سلمى, Yasmin=ياسمين",
    "Ahmad=أحمد, Mohammad=محمد, Omar=عمر, Yousef=يوسف, Ibrahim=إبراهيم, Khaled=خالد, Mustafa=مصطفى, Hassan=حسن, "
    "Hussein=حسين, Abdullah=عبد الله, Mahmoud=محمود, Anas=أنس, Bilal=بلال, Karim=كريم, Majd=مجد, Nour=نور, "
    "Qusay=قصي, Rami=رامي, Salim=سليم, Tarek=طارق, Wael=وائل, Yazan=يزن, Zaid=زيد, Amer=عامر, Bassel=باسل, "
    "Firas=فراس, Ghaith=غيث, Hamza=حمزة, Ismail=إسماعيل, Laith=ليث, Nizar=نزار, Osama=أسامة, Samer=سامر",
    "al-Khatib=الخطيب, al-Najjar=النجار, Haddad=حداد, al-Masri=المصري, al-Shami=الشامي, Darwish=درويش, "
    "al-Hallaq=الحلاق, al-Sayyad=الصياد, al-Bakri=البكري, Sabbagh=صباغ, al-Jundi=الجندي, al-Rifai=الرفاعي, "
    "al-Abdallah=العبد الله, Hamwi=حموي, Halabi=حلبي, Homsi=حمصي, Zeitouni=زيتوني, al-Saleh=الصالح, "
    "al-Hassan=الحسن, Barakat=بركات, Shahin=شاهين, Mansour=منصور, Khalil=خليل, Nasser=ناصر, Yassin=ياسين, "
    "al-Ali=العلي, al-Mohammad=المحمد, Sulaiman=سليمان, Othman=عثمان, Taha=طه, Wahbeh=وهبة, Ayoub=أيوب, "
    "Fares=فارس, Ghazal=غزال, Idlibi=إدلبي, Jaber=جابر, Karam=كرم",
)
KURMANJI = people(
    "Rojda, Berfîn, Zîn, Nesrîn, Evîn, Jînda, Gulîstan, Perîxan",
    "Serhat, Azad, Baran, Dilovan, Ferhad, Hogir, Rêzan, Sîpan, Mîran, Welat, Ciwan, Şiyar, Rojhat, Kawa, Agît",
    "Îbrahîm, Hesen, Mihemed, Elî, Osman, Şêxo, Remo, Bekir, Hemo, Xelîl, Silêman, Reşo, Mistefa, Ebdo, Cemo, Temo, "
    "Henan",
)
SORANI = people(
    "Shilan, Hana, Tara, Nishtiman, Chnar",
    "Karwan, Rebwar, Hawre, Zana, Aram, Dara, Hemin, Soran, Shwan, Bawan",
    "Rashid, Qadir, Aziz, Hama Amin, Karim, Saeed, Majid, Rasul, Faraj",
)
DARI = people(
    "Farzana=فرزانه, Zahra=زهرا, Maryam=مریم, Nasrin=نسرین, Shukria=شکریه, Laila=لیلا, Masuma=معصومه, Parisa=پریسا",
    "Ali Reza=علی رضا, Mahdi=مهدی, Hussain=حسین, Nasir=ناصر, Jawad=جواد, Reza=رضا, Esmat=عصمت, Farhad=فرهاد, "
    "Habib=حبیب, Idris=ادریس, Mustafa=مصطفی, Navid=نوید, Omid=امید, Sohrab=سهراب, Yasin=یاسین, Ramin=رامین, "
    "Nematullah=نعمت الله, Sajjad=سجاد",
    "-, Ahmadi=احمدی, Hussaini=حسینی, Rezai=رضایی, Haidari=حیدری, Nazari=نظری, Karimi=کریمی, Sultani=سلطانی, "
    "Noori=نوری, Amiri=امیری, Jafari=جعفری, Mohammadi=محمدی, Rahimi=رحیمی, Akbari=اکبری, Ibrahimi=ابراهیمی, "
    "Qasimi=قاسمی, Yusufi=یوسفی, Alizada=علیزاده, Hakimi=حکیمی",
)
PASHTO = people(
    "Spozhmai, Gulalai, Zarghuna, Palwasha, Torpekai",
    "Zmarai, Rohullah, Gul Agha, Wali Khan, Najibullah, Hayatullah, Asadullah, Sher Khan, Samiullah, Ihsanullah, "
    "Toryalai, Spin Gul, Rahmatullah",
    "-, Stanikzai, Ahmadzai, Safi, Shinwari, Mohmand, Wardak, Zadran, Noorzai, Achakzai, Kakar, Sherzad, Amarkhel, "
    "Sahak",
)
PERSIAN = people(
    "Shirin=شیرین, Golnaz=گلناز, Niloufar=نیلوفر",
    "Arash=آرش, Kaveh=کاوه, Behrouz=بهروز, Pouya=پویا, Milad=میلاد, Siavash=سیاوش",
    "Karimzadeh=کریم‌زاده, Tabrizi=تبریزی, Ranjbar=رنجبر, Mahmoudi=محمودی, Sharifpour=شریف‌پور",
)
SOMALI = people(
    "Hodan, Ifrah, Sagal, Hamdi, Nimco, Ayaan, Ubah, Hibaaq",
    "Abdirahman, Mahad, Liban, Guled, Ayanle, Bashiir, Xuseen, Yaasiin, Zakariye, Saalax, Mubaarik, Cabdifataax",
    "Warsame Cali, Jaamac Faarax, Nuur Xasan, Cabdi Maxamed, Rooble Cige, Diiriye Samatar, Axmed Geeddi, "
    "Siyaad Guuleed, Cismaan Beddel",
)
AMHARIC = people(
    "Hiwot=ሕይወት, Tigist=ትዕግስት, Meseret=መሠረት, Bethlehem=ቤተልሔም, Aster=አስቴር, Mahlet=ማሕሌት",
    "Abebe=አበበ, Getachew=ጌታቸው, Mulugeta=ሙሉጌታ, Dereje=ደረጀ, Tariku=ታሪኩ, Kaleb=ካሌብ, Yared=ያሬድ",
    "Bekele=በቀለ, Alemu=አለሙ, Worku=ወርቁ, Tadesse=ታደሰ, Girma=ግርማ, Mengistu=መንግስቱ",
)
OROMO = people(
    "Chaltu, Hawi, Lensa, Bontu, Ayantu",
    "Gemechu, Lencho, Tolera, Jirata, Kuma, Dhaba, Bulcha",
    "Tolosa, Dinka, Gutema, Negeri, Wakjira, Regassa",
)
FULA = people(
    "Fatoumata Binta, Aïssatou, Hawa, Mariama, Kadiatou",
    "Mamadou Alpha, Thierno, Alpha Oumar, Boubacar, Ibrahima Sory, Souleymane, Mamadou Saliou, Amadou Tidiane",
    "Diallo, Bah, Barry, Sow, Baldé",
)
SUSU = people(
    "M'Mah, Mabinty, Yarie, Fanta, Nana Mouna",
    "Naby, Fodé, Sékou, Alsény, Lansana, Morlaye, Aboubacar Sidiki, Karamoko",
    "Camara, Soumah, Sylla, Bangoura, Yattara, Condé, Kourouma",
)
MANDINKA = people(
    "Isatou, Binta, Fatou, Nyima, Mariama",
    "Lamin, Ebrima, Modou, Ousman, Sainey, Kebba, Alieu, Bakary, Yankuba",
    "Ceesay, Jallow, Touray, Sanneh, Darboe, Jatta, Camara",
)
KRIO = people(
    "Isata, Kadie, Mabinty, Jeneba, Finda",
    "Mohamed Lamin, Abu Bakarr, Foday, Sorie, Alhaji, Santigie, Tamba",
    "Kamara, Sesay, Conteh, Turay, Koroma, Bangura, Mansaray",
)
YORUBA = people(
    "Folake, Bukola, Yetunde, Omolara", "Tunde, Femi, Kayode, Seun", "Adebayo, Oyelaran, Afolabi, Ogunleye"
)
IGBO = people("Chidinma, Adaeze, Ngozi, Ifeoma", "Chinedu, Obinna, Emeka", "Okafor, Nwachukwu, Eze, Onwudiwe")
EDO = people(
    "Osaretin, Blessing, Favour, Itohan", "Osas, Efosa, Nosa", "Osaghae, Igbinedo, Aigbe, Omoruyi, O'Brien-Eze"
)
VIETNAMESE = people(
    "Thị Mai, Thị Hương, Thị Quỳnh Anh, Thị Lan, Thị Thu Hà, Thị Ngọc",
    "Văn Bình, Văn Đức, Minh Tuấn, Quang Huy, Văn Hải, Đình Long, Hữu Phước, Thanh Sơn",
    "Nguyễn, Trần, Lê, Phạm, Hoàng, Võ, Đặng, Bùi",
)
ALBANIAN = people(
    "Blerina, Ardita, Elira, Mimoza",
    "Ardit, Gëzim, Erjon, Klajdi, Besnik, Fatjon, Lulzim",
    "Hoxhalli, Krasniqaj, Gjonaj, Shkreta, Dervishaj, Malaj",
)
MOROCCAN = people(
    "Salma=سلمى, Chaimae=شيماء, Hajar=هاجر",
    "Ayoub=أيوب, Zakaria=زكرياء, Soufiane=سفيان, Othmane=عثمان, Anouar=أنوار, Ilyas=إلياس",
    "El Fassi=الفاسي, Ouali=والي, Bouzidi=بوزيدي, Tahiri=طاهري, El Amrani=العمراني, Ziani=زياني",
)
SUDANESE = people(
    "Ahlam=أحلام, Hawa=حواء, Safaa=صفاء",
    "Adam=آدم, Yahya=يحيى, Abdelaziz=عبد العزيز, Issa=عيسى, Haroun=هارون",
    "Abakar=أبكر, Ishaq=إسحاق, Abdelkarim=عبد الكريم, Arbab=أرباب",
)
URDU = people(
    "Sana=ثنا, Iqra=اقرا, Hina=حنا",
    "Bilal=بلال, Usman=عثمان, Faisal=فیصل, Hamza=حمزہ, Zubair=زبیر",
    "Chaudhry=چودھری, Mirza=مرزا, Qureshi=قریشی, Butt=بٹ",
)
LINGALA = people(
    "Naomie, Grâce, Mireille", "Jonathan, Dieumerci, Héritier, Exaucé", "Ilunga, Mbuyi, Kalala, N'Landu, Tshimanga"
)
CHINESE = people(
    "Xiao Yu=小雨, Mei Ling=美玲, Fang=芳",
    "Wei=伟, Jian Guo=建国, Hao=浩, Jun=军",
    "Wang=王, Li=李, Chen=陈, Lin=林, Zheng=郑",
)

PEOPLES: dict[str, People] = {
    "tigrinya": TIGRINYA, "levantine": LEVANTINE, "kurmanji": KURMANJI, "sorani": SORANI, "dari": DARI,
    "pashto": PASHTO, "persian": PERSIAN, "somali": SOMALI, "amharic": AMHARIC, "oromo": OROMO, "fula": FULA,
    "susu": SUSU, "mandinka": MANDINKA, "krio": KRIO, "yoruba": YORUBA, "igbo": IGBO, "edo": EDO,
    "vietnamese": VIETNAMESE, "albanian": ALBANIAN, "moroccan": MOROCCAN, "sudanese": SUDANESE, "urdu": URDU,
    "lingala": LINGALA, "chinese": CHINESE,
}  # fmt: skip
