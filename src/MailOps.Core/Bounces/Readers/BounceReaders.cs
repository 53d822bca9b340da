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

    private static readonly Lazy<Signatures> Index = new(() => new Signatures(All));

    [ThreadStatic]
    private static PhraseHits? s_found;

    /// <summary>The facts of the first reader that recognises the mail; null for an ordinary mail.</summary>
    public static BounceFacts? Read(BounceContext context, BounceClassifierOptions options)
    {
        var index = Index.Value;
        var found = Scan(context, index.Matcher);
        context.SetMarks(MarksOf(found, index.Marks));
        for (var i = 0; i < All.Length; i++)
        {
            if (!index.MayKnow(i, found))
            {
                continue;
            }

            context.SetSignatures(found, index.First(i));
            var facts = new BounceFacts { Format = All[i].Name };
            if (All[i].TryRead(context, facts))
            {
                FactsCleaner.Clean(context, facts, options);
                return facts;
            }
        }

        return null;
    }

    private static PhraseHits Scan(BounceContext context, PhraseMatcher matcher)
    {
        var found = s_found ??= new PhraseHits(matcher);
        found.Clear();
        matcher.Find(context.Subject.AsSpan(), found);
        matcher.Find(context.From.AsSpan(), found);
        var text = context.Text.AsSpan();
        matcher.Find(text.Length > SignatureWindow ? text.Slice(0, SignatureWindow) : text, found);
        return found;
    }

    private static int MarksOf(PhraseHits found, int[] firsts)
    {
        var marks = 0;
        for (var i = 0; i < found.Count; i++)
        {
            for (var mark = firsts.Length - 2; mark >= 0; mark--)
            {
                if (found.Found[i] >= firsts[mark])
                {
                    marks |= found.Found[i] < firsts[mark + 1] ? 1 << mark : 0;
                    break;
                }
            }
        }

        return marks;
    }

    /// <summary>The signatures of all readers in one automaton.</summary>
    private sealed class Signatures
    {
        private readonly int[] _firsts;

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
            Marks = new int[NoticeMarks.Phrases.Length + 1];
            for (var mark = 0; mark < NoticeMarks.Phrases.Length; mark++)
            {
                Marks[mark] = phrases.Count;
                phrases.AddRange(NoticeMarks.Phrases[mark]);
            }

            Marks[NoticeMarks.Phrases.Length] = phrases.Count;
            Matcher = new PhraseMatcher(phrases);
        }

        public PhraseMatcher Matcher { get; }

        /// <summary>Where the phrases of each mark begin, and where the last end.</summary>
        public int[] Marks { get; }

        public int First(int reader) => _firsts[reader];

        public bool MayKnow(int reader, PhraseHits found)
        {
            if (_firsts[reader] == _firsts[reader + 1])
            {
                return true;
            }

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
