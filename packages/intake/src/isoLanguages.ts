/**
 * Codes of ISO 639-1 and ISO 639-2, those of one language joined by a slash, the one that BCP 47 prefers first: the shortest.
 *
 * Source: ISO 639 tables of Debian's iso-codes 4.15.0, without the codes qaa to qtz that are left to private use.
 */
const entries = `
  aa/aar ab/abk ace ach ada ady ae/ave af/afr afa afh ain ak/aka akk ale alg alt am/amh an/arg ang anp apa ar/ara arc arn arp
  art arw as/asm ast ath aus av/ava awa ay/aym az/aze ba/bak bad bai bal ban bas bat be/bel bej bem ber bg/bul bh/bih bho
  bi/bis bik bin bla bm/bam bn/ben bnt bo/bod/tib br/bre bra bs/bos btk bua bug byn ca/cat cad cai car cau ce/che ceb cel
  ch/cha chb chg chk chm chn cho chp chr chy cmc cnr co/cos cop cpe cpf cpp cr/cre crh crp cs/ces/cze csb cu/chu cus cv/chv
  cy/cym/wel da/dan dak dar day de/deu/ger del den dgr din doi dra dsb dua dum dv/div dyu dz/dzo ee/ewe efi egy eka el/ell/gre
  elx en/eng enm eo/epo es/spa et/est eu/eus/baq ewo fa/fas/per fan fat ff/ful fi/fin fil fiu fj/fij fo/fao fon fr/fra/fre frm
  fro frr frs fur fy/fry ga/gle gaa gay gba gd/gla gem gez gil gl/glg gmh gn/grn goh gon gor got grb grc gsw gu/guj gv/glv gwi
  ha/hau hai haw he/heb hi/hin hil him hit hmn ho/hmo hr/hrv hsb ht/hat hu/hun hup hy/hye/arm hz/her ia/ina iba id/ind ie/ile
  ig/ibo ii/iii ijo ik/ipk ilo inc ine inh io/ido ira iro is/isl/ice it/ita iu/iku ja/jpn jbo jpr jrb jv/jav ka/kat/geo kaa
  kab kac kam kar kaw kbd kg/kon kha khi kho ki/kik kj/kua kk/kaz kl/kal km/khm kmb kn/kan ko/kor kok kos kpe kr/kau krc krl
  kro kru ks/kas ku/kur kum kut kv/kom kw/cor ky/kir la/lat lad lah lam lb/ltz lez lg/lug li/lim ln/lin lo/lao lol loz lt/lit
  lu/lub lua lui lun luo lus lv/lav mad mag mai mak man map mas mdf mdr men mg/mlg mga mh/mah mi/mri/mao mic min mis
  mk/mkd/mac mkh ml/mal mn/mon mnc mni mno moh mos mr/mar ms/msa/may mt/mlt mul mun mus mwl mwr my/mya/bur myn myv na/nau nah
  nai nap nb/nob nd/nde nds ne/nep new ng/ndo nia nic niu nl/nld/dut nn/nno no/nor nog non nqo nr/nbl nso nub nv/nav nwc
  ny/nya nym nyn nyo nzi oc/oci oj/oji om/orm or/ori os/oss osa ota oto pa/pan paa pag pal pam pap pau peo phi phn pi/pli
  pl/pol pon pra pro ps/pus pt/por qu/que raj rap rar rm/roh rn/run ro/ron/rum roa rom ru/rus rup rw/kin sa/san sad sah sai
  sal sam sas sat sc/srd scn sco sd/snd se/sme sel sem sg/sag sga sgn shn si/sin sid sio sit sk/slk/slo sl/slv sla sm/smo sma
  smi smj smn sms sn/sna snk so/som sog son sq/sqi/alb sr/srp srn srr ss/ssw ssa st/sot su/sun suk sus sux sv/swe sw/swa syc
  syr ta/tam tai te/tel tem ter tet tg/tgk th/tha ti/tir tig tiv tk/tuk tkl tl/tgl tlh tli tmh tn/tsn to/ton tog tpi tr/tur
  ts/tso tsi tt/tat tum tup tut tvl tw/twi ty/tah tyv udm ug/uig uga uk/ukr umb und ur/urd uz/uzb vai ve/ven vi/vie vo/vol vot
  wa/wln wak wal war was wen wo/wol xal xh/xho yao yap yi/yid yo/yor ypk za/zha zap zbl zen zgh zh/zho/chi znd zu/zul zun zxx
  zza
`;

/** Every code of ISO 639-1 and ISO 639-2 → the code that BCP 47 prefers for the same language. */
export const isoLanguages: ReadonlyMap<string, string> = new Map(
  entries
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const codes = entry.split('/');
      return codes.map((code) => [code, codes[0]!] as const);
    }),
);
