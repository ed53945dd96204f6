import { levelTable } from './app.ts';
import type { RecordWriter } from './kinds.ts';
import { readMessages } from './messages.ts';
import { parsePattern } from './pattern.ts';
import { stamps } from './times.ts';

/** `2026-03-14T10:31:07.041Z INFO  [München] Buchung 123456 für Jürgen Groß wurde bestätigt` */
export function utf8Record(): RecordWriter {
  const messages = readMessages(utf8Messages);
  const place = parsePattern('[{of:München|Łódź|東京|Київ|Αθήνα|São Paulo|서울|القاهرة}] ');
  return (pen, now) => {
    const { level, text } = messages(pen);
    stamps.iso(pen, now);
    pen.raw(LEVELS[level]);
    place(pen);
    text(pen);
    pen.endLine();
    pen.endRecord(level);
  };
}

const LEVELS = levelTable((name) => ` ${name.toUpperCase().padEnd(5)} `);

const utf8Messages = `
messages
  INFO 300 Buchung {d:6} für {of:Jürgen Groß|Zoë Müller|Björn Häßler} wurde nach {n:900} ms bestätigt
  INFO 250 Réservation {d:6} confirmée à {n:23} h pour {of:Hélène|François|Noël}, montant {f:900} €
  INFO 240 予約 {d:6} は {n:900} ミリ秒で確認されました
  INFO 200 座位 {n:40} 排 {n:60} 号已为用户 {d:7} 保留
  INFO 180 Бронирование {d:6} подтверждено за {n:900} мс
  INFO 160 Η κράτηση {d:6} επιβεβαιώθηκε σε {n:900} ms
  INFO 150 예약 {d:6} 이(가) {n:900} 밀리초 후 확인되었습니다
  INFO 120 تم تأكيد الحجز {d:6} بعد {n:900} مللي ثانية
  INFO 90 🎟️ ticket {x:10} → {of:Łukasz|Añibal|Şebnem}, {n:900} KB ✓
  DEBUG 200 Sitzplan {d:6} hat Version {n:9000}, noch {n:800} Plätze frei
  DEBUG 160 キャッシュ {x:8} を読み込みました（{n:90} 件）
  DEBUG 140 Кэш {x:8}: найдено {n:90} из {n:900}
  DEBUG 90 Chargé {n:900} événements en {n:4000} ms depuis {ip}
  WARN 30 Langsame Abfrage: {d:4} ms für Straße „{of:Große Gasse|Ährenweg|Übersee}“
  WARN 25 再試行 {n:3} 回目：決済サービス {ip} が応答しません
  WARN 20 Повторная попытка {n:3} из 3: платёж {d:9}
  WARN 15 ⚠ 支付 {d:9} 等待 {n:900} 秒
  ERROR 6 Zahlung {d:9} fehlgeschlagen: Gerät antwortet nicht
  ERROR 5 決済 {d:9} に失敗しました：接続がタイムアウトしました
  ERROR 4 Платёж {d:9} не выполнен: соединение закрыто
  FATAL 1 💥 {of:données|表|таблица} {d:4}: {n:9} → ∞
`;
