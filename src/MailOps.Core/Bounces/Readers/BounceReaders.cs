using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>All readers in the order in which they are asked. One pass over subject and text tells which of them may know the mail.</summary>
internal static class BounceReaders
{
    /// <summary>Signatures stand near the beginning of a notice.</summary>
    private const int SignatureWindow = 4096;

    private static readonly IBounceReader[] All =
    [
        new FeedbackReportReader(),
        new OlderComplaintReader(),
        new SesNotificationReader(),
        new DeliveryStatusReader(),
        new LostPartsReader(insideReturned: false),
        new DispositionReader(),
        new RequestReader(),
        new GoogleGroupsReader(),
        new GoogleReader(),
        new ExchangeReader(),
        new Exchange2003Reader(),
        new EximReader(),
        new OpenSmtpdReader(),
        new DragonFlyReader(),
        new NotesReader(),
        new MFilterReader(),
        new BulletedReader(),
        new PostfixTranscriptReader(),
        new SendmailReader(),
        new JamesReader(),
        new LabelledReader(),
        new QmailReader(),
        new ListManagerReader(),
        new LostPartsReader(insideReturned: true),
        new AutoReplyReader(),
        new GenericReader(),
    ];

    /// <summary>The formats that results can name.</summary>
    public static IEnumerable<string> Names => Array.ConvertAll(All, reader => reader.Name);

    private static readonly Lazy<Signatures> Index = new(() => new Signatures(All));

    [ThreadStatic]
    private static PhraseHits? s_found;

    /// <summary>The facts of the first reader that recognises the mail; null for an ordinary mail.</summary>
    public static BounceFacts? Read(BounceContext context, BounceClassifierOptions options)
    {
        // Whatever else stands in a read receipt, only a refusal makes it a bounce.
        var isReceipt = context.Parts.Disposition is not null && context.Parts.Status.Count == 0;
        for (var i = 0; i < All.Length; i++)
        {
            if (isReceipt && All[i] is not DispositionReader)
            {
                continue;
            }

            if (All[i].Signatures.Count > 0 && !Index.Value.MayKnow(i, context.Found))
            {
                continue;
            }

            var facts = new BounceFacts { Format = All[i].Name };
            if (All[i].TryRead(context, facts))
            {
                FactsCleaner.Clean(context, facts, options);
                return facts;
            }
        }

        return null;
    }

    /// <summary>Marks which signatures and announcements occur in a mail.</summary>
    public static PhraseHits Scan(BounceContext context)
    {
        var matcher = Index.Value.Matcher;
        var found = s_found ??= new PhraseHits(matcher);
        found.Clear();
        matcher.Find(context.Subject.AsSpan(), found);
        matcher.Find(context.From.AsSpan(), found);
        var text = context.Text.AsSpan();
        matcher.Find(text.Length > SignatureWindow ? text.Slice(0, SignatureWindow) : text, found);
        return found;
    }

    /// <summary>Whether a phrase of this mark was found.</summary>
    public static bool Announces(PhraseHits found, NoticeMark mark)
    {
        var (first, end) = Index.Value.RangeOf(mark);
        for (var i = 0; i < found.Count; i++)
        {
            if (found.Found[i] >= first && found.Found[i] < end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The signatures of all readers in one automaton.</summary>
    private sealed class Signatures
    {
        private readonly int[] _firsts;
        private readonly int[] _marks;

        public Signatures(IBounceReader[] readers)
        {
            var phrases = new List<string>();
            _firsts = new int[readers.Length + 1];
            for (var i = 0; i < readers.Length; i++)
            {
                _firsts[i] = phrases.Count;
                phrases.AddRange(readers[i].Signatures);
            }

            _firsts[readers.Length] = phrases.Count;
            _marks = new int[NoticeMarks.Phrases.Length + 1];
            for (var mark = 0; mark < NoticeMarks.Phrases.Length; mark++)
            {
                _marks[mark] = phrases.Count;
                phrases.AddRange(NoticeMarks.Phrases[mark]);
            }

            _marks[NoticeMarks.Phrases.Length] = phrases.Count;
            Matcher = new PhraseMatcher(phrases);
        }

        public PhraseMatcher Matcher { get; }

        public (int First, int End) RangeOf(NoticeMark mark) => (_marks[(int)mark], _marks[(int)mark + 1]);

        public bool MayKnow(int reader, PhraseHits found)
        {
            for (var phrase = _firsts[reader]; phrase < _firsts[reader + 1]; phrase++)
            {
                if (found[phrase])
                {
                    return true;
                }
            }

            return false;
        }
    }
}
